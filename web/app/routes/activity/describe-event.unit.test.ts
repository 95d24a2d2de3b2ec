import { expect, test } from 'vitest';
import type { DeliveryNotice } from '#core/delivery/delivery-notice.ts';
import type { List } from '#core/list/list.ts';
import {
  DELIVERY_EVENT_TYPES,
  EVENT_TYPES,
  type EventType,
  FIRING_EVENT_TYPES,
  type LoggedEvent,
  LoggedEventSchema,
  TASK_EVENT_TYPES,
} from '#core/log/event.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { firstSettings } from '#core/settings/first-settings.ts';
import type { SavedView } from '#core/view/view.ts';
import { sampleSeries } from '#test/sample-series.ts';
import { sampleTask } from '#test/sample-task.ts';
import { ACTIVITY_KINDS } from './activity-kinds.ts';
import type { ActivityContext } from './change-values.ts';
import { actorWords, describeEvent } from './describe-event.ts';

const at = '2026-11-21T13:05:00.000Z';
const suffix = '01jd8xv0q5e3t8h2w6m4k9r7z';
const ctx: ActivityContext = {
  nowMs: Date.parse(at),
  zone: 'Europe/Berlin',
  locale: 'en-GB',
  listNames: new Map([
    ['inbox', 'Inbox'],
    [`list_${suffix}n`, 'Concerts'],
  ]),
};

const task = sampleTask({
  id: `task_${suffix}n`,
  title: 'Call the bell founder',
  priority: 'high',
  tags: ['phone'],
  due: { kind: 'floating', local: '2026-11-22T09:00' },
  version: 2,
});
const list: List = {
  id: `list_${suffix}n`,
  name: 'Concerts',
  orderKey: 'a1',
  version: 2,
  createdAt: at,
  updatedAt: at,
  archivedAt: null,
  deletedAt: null,
};
const view: SavedView = {
  id: `view_${suffix}n`,
  name: 'Late',
  query: 'overdue',
  sort: null,
  order: null,
  orderKey: 'a1',
  version: 2,
  createdAt: at,
  updatedAt: at,
  deletedAt: null,
};
const settings = { ...firstSettings({ zone: 'Europe/Lisbon', locale: 'en', now: at }), version: 2 };
const firing: Firing = {
  id: `fir_${suffix}n`,
  reminderId: `rem_${suffix}n`,
  taskId: task.id,
  title: task.title,
  channels: ['in_app'],
  plannedAt: at,
  scheduledAt: at,
  firedAt: at,
  acknowledgedAt: null,
  readAt: null,
  version: 2,
  updatedAt: at,
};

const series = sampleSeries();
const delivery: DeliveryNotice = {
  id: `dlv_${suffix}n`,
  kind: 'reminder',
  firingId: firing.id,
  reminderId: firing.reminderId,
  taskId: task.id,
  title: task.title,
  channel: 'email',
  webhookId: null,
  status: 'waiting',
  reason: null,
  messageId: null,
  attempts: 0,
  code: null,
  error: null,
  lateMs: 0,
  nextAttemptAt: null,
  version: 2,
  updatedAt: at,
};

function stateOf(type: EventType) {
  if ((TASK_EVENT_TYPES as readonly string[]).includes(type)) return task;
  if ((FIRING_EVENT_TYPES as readonly string[]).includes(type)) return firing;
  if ((DELIVERY_EVENT_TYPES as readonly string[]).includes(type)) return delivery;
  if (type.startsWith('recurrence.')) return series;
  if (type.startsWith('view.')) return view;
  return type.startsWith('list.') ? list : settings;
}

function event(type: EventType, before: object | null = null, after: object = {}): LoggedEvent {
  const state = stateOf(type);
  const of = { after: { ...state, ...after }, ...(state !== delivery && { before }) };
  const data = type.startsWith('account.')
    ? { userId: `usr_${suffix}n`, ...(type === 'account.tasks_erased' && { taskIds: [] }) }
    : of;
  return LoggedEventSchema.parse({
    seq: 1,
    id: `evt_${suffix}n`,
    aggregateId: state.id,
    version: 2,
    actor: { kind: 'user', client: 'web' },
    correlationId: `cor_${suffix}n`,
    occurredAt: at,
    type,
    data,
  });
}

function said(type: EventType, before: object | null = null, after: object = {}): string {
  const { action, subject, tail } = describeEvent(event(type, before, after), ctx);
  return [action, subject?.text ?? '', tail].filter(Boolean).join(' ');
}

test('WEB12 every event type has a sentence, and a place in the filter', () => {
  for (const type of EVENT_TYPES) expect(said(type), type).not.toBe('');
  expect(ACTIVITY_KINDS.flatMap(({ types }) => types).sort()).toEqual([...EVENT_TYPES].sort());
});

test.each([
  ['task.created', null, {}, 'added Call the bell founder'],
  ['task.created', null, { parentId: `task_${suffix}p` }, 'added Call the bell founder as a subtask'],
  ['task.updated', { title: 'Call' }, {}, 'renamed Call the bell founder'],
  ['task.updated', { notes: '' }, { notes: 'x' }, 'wrote notes on Call the bell founder'],
  ['task.updated', { notes: 'y' }, { notes: 'x' }, 'edited the notes of Call the bell founder'],
  ['task.updated', { priority: 'low' }, {}, 'changed the priority of Call the bell founder'],
  ['task.updated', { tags: [] }, {}, 'tagged Call the bell founder'],
  ['task.updated', { tags: ['a', 'phone'] }, {}, 'took a tag off Call the bell founder'],
  ['task.updated', { tags: ['a'] }, {}, 'changed the tags of Call the bell founder'],
  ['task.updated', { due: null }, {}, 'set a due date for Call the bell founder'],
  ['task.updated', { due: { kind: 'date', date: '2026-11-21' } }, {}, 'moved the due date of Call the bell founder'],
  [
    'task.updated',
    { due: { kind: 'date', date: '2026-11-21' } },
    { due: null },
    'removed the due date of Call the bell founder',
  ],
  ['task.updated', { title: 'Call', priority: 'low' }, {}, 'changed Call the bell founder'],
  ['task.moved', { listId: `list_${suffix}n`, orderKey: 'a0' }, {}, 'moved Call the bell founder'],
  ['task.moved', { orderKey: 'a0' }, {}, 'changed the place of Call the bell founder'],
  ['task.moved', { parentId: null }, { parentId: `task_${suffix}p` }, 'made Call the bell founder a subtask'],
  ['task.moved', { parentId: `task_${suffix}p` }, {}, 'made Call the bell founder a task of its own'],
  ['task.completed', { status: 'open', completedAt: null }, {}, 'completed Call the bell founder'],
  ['task.deleted', { deletedAt: null }, {}, 'moved Call the bell founder to the trash'],
  ['task.restored', { deletedAt: at }, {}, 'took Call the bell founder out of the trash'],
  ['task.purged', null, {}, 'erased Call the bell founder for good'],
  ['recurrence.paused', null, {}, 'paused a repeating task: Every week on Saturday'],
  ['list.renamed', { name: 'Gigs' }, {}, 'renamed the list Concerts'],
  ['settings.updated', { zone: 'Europe/Berlin' }, {}, 'changed the time zone'],
  ['settings.updated', { zone: 'Europe/Berlin', locale: 'de' }, {}, 'changed the settings'],
  ['account.created', null, {}, 'made this account'],
] as const)('%s %o', (type, before, after, sentence) => {
  expect(said(type, before, after)).toBe(sentence);
});

test('what changed is told from what to what', () => {
  const before = {
    title: 'Call',
    listId: `list_${suffix}n`,
    priority: 'none',
    tags: [],
    due: { kind: 'fixed', local: '2027-01-02T12:00', zone: 'America/New_York' },
    orderKey: 'a0',
  };
  // Commas and leading zeros are the business of the runtime's language data.
  const dueInWords = {
    before: expect.stringMatching(/^Sat,? 2 Jan 2027,? 12:00 \(America\/New York\)$/),
    after: expect.stringMatching(/^Sun,? 22 Nov,? 0?9:00$/),
    isText: false,
  };
  expect(describeEvent(event('task.updated', before), ctx).changes).toEqual([
    { field: 'Title', before: 'Call', after: 'Call the bell founder', isText: true },
    { field: 'List', before: 'Concerts', after: 'Inbox', isText: false },
    { field: 'Priority', before: 'No priority', after: 'High', isText: false },
    { field: 'Tags', before: '', after: '#phone', isText: true },
    { field: 'Due', ...dueInWords },
  ]);
});

test('a change of settings is told from what to what', () => {
  expect(describeEvent(event('settings.updated', { zone: 'Europe/Berlin', weekStart: 7 }), ctx).changes).toEqual([
    { field: 'Time zone', before: 'Europe/Berlin', after: 'Europe/Lisbon', isText: false },
    { field: 'Week starts', before: 'Sunday', after: 'Monday', isText: false },
  ]);
});

test('a list that is gone is no link, and has no name to tell', () => {
  expect(describeEvent(event('list.deleted', { deletedAt: null }, { deletedAt: at }), ctx).subject).toMatchObject({
    isGone: true,
  });
  expect(describeEvent(event('task.moved', { listId: `list_${suffix}q` }), ctx).changes).toEqual([
    { field: 'List', before: 'a deleted list', after: 'Inbox', isText: false },
  ]);
});

test('who did it', () => {
  const actor = (kind: 'user' | 'system' | 'agent', client: string) => actorWords({ kind, client, conversation: null });
  expect(actor('user', 'web')).toBe('You');
  expect(actor('user', 'api:laptop')).toBe('API token “laptop”');
  expect(actor('agent', 'assistant')).toBe('The assistant');
  expect(actor('agent', 'mcp:my laptop')).toBe('Agent “my laptop”');
  expect(actor('system', 'retention')).toBe('Carillon');
});
