import type { EventType } from '../../core/log/event.ts';

// What each type says, in the life of one task: written down once as docs/events/examples, and never again.

const AT = '2026-11-21T10:00:00.000Z';
const LATER = '2026-11-21T10:05:00.000Z';
export const USER_ID = 'usr_01kahz4s80f3mrt0wbs5r8yq2e';
const TASK_ID = 'task_01kahz5c1mf2k9f6a3p7w0d4xg';
const NEXT_TASK_ID = 'task_01kahz9r3vf5d8s4e1n6j2b7yh';
const REMINDER_ID = 'rem_01kahz5c1nf8m2v7c4x9z3q6wj';
const FIRING_ID = 'fir_01kahz7y5pf4t1b8g6k2r9h3sn';
const SERIES_ID = 'ser_01kahz5c1qf6w3y9d2m8v5t7zk';

const task = {
  id: TASK_ID,
  listId: 'inbox',
  parentId: null,
  title: 'Pay the rent',
  notes: 'Account 12 34',
  status: 'open',
  priority: 'high',
  tags: ['home'],
  due: { kind: 'floating', local: '2026-12-01T09:00' },
  reminders: [
    { id: REMINDER_ID, when: { kind: 'before', minutes: 30 }, channels: ['in_app', 'push', 'email'], ringAt: null },
  ],
  series: { id: SERIES_ID, slot: '2026-12-01T09:00' },
  orderKey: 'a1',
  version: 1,
  createdAt: AT,
  updatedAt: AT,
  completedAt: null,
  deletedAt: null,
};
const list = {
  id: 'list_01kahz3w9hf7n4q1z5c8m2x6vd',
  name: 'Home',
  orderKey: 'a1',
  version: 1,
  createdAt: AT,
  updatedAt: AT,
  archivedAt: null,
  deletedAt: null,
};
const view = {
  id: 'view_01kahz3w9hf7n4q1z5c8m2x6vd',
  name: 'At home',
  query: '#home & today',
  sort: 'due',
  order: null,
  orderKey: 'a1',
  version: 1,
  createdAt: AT,
  updatedAt: AT,
  deletedAt: null,
};
const series = {
  id: SERIES_ID,
  status: 'active',
  rule: 'FREQ=MONTHLY;BYMONTHDAY=1',
  start: '2026-12-01T09:00',
  zone: null,
  trigger: { kind: 'on_completion', anchor: 'due' },
  current: { taskId: TASK_ID, slot: '2026-12-01T09:00', mark: null },
  previous: null,
  withdrawn: null,
  made: 1,
  next: null,
  exceptions: [],
  aside: null,
  version: 1,
  createdAt: AT,
  updatedAt: AT,
};
const nextOccurrence = { taskId: NEXT_TASK_ID, slot: '2027-01-01T09:00', mark: '1' };
const settings = {
  id: 'settings',
  zone: 'Europe/Berlin',
  locale: 'de',
  weekStart: 1,
  keptTags: [],
  morning: '09:00',
  defaultLeadMinutes: 30,
  reminderChannels: ['in_app', 'push'],
  quietHours: { from: '22:00', to: '07:00' },
  isTitleInPush: false,
  noon: null,
  afternoon: null,
  endOfDay: null,
  evening: '18:00',
  night: null,
  dateOrder: null,
  version: 1,
  updatedAt: AT,
};
const firing = {
  id: FIRING_ID,
  reminderId: REMINDER_ID,
  taskId: TASK_ID,
  title: 'Pay the rent',
  channels: ['in_app', 'push', 'email'],
  plannedAt: AT,
  scheduledAt: AT,
  firedAt: AT,
  acknowledgedAt: null,
  readAt: null,
  version: 1,
  updatedAt: AT,
};
const delivery = {
  id: 'dlv_01kahz8d2rf9p5j3h7y1k4w6tb',
  kind: 'reminder',
  firingId: FIRING_ID,
  reminderId: REMINDER_ID,
  taskId: TASK_ID,
  title: 'Pay the rent',
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
  version: 1,
  updatedAt: AT,
};

const changed = { version: 2, updatedAt: LATER };

function change<State extends object>(state: State, after: Partial<Record<keyof State, unknown>>, isNew = false) {
  const before = Object.fromEntries(Object.keys(after).map((key) => [key, state[key as keyof State]]));
  return isNew ? { after: state, before: null } : { after: { ...state, ...changed, ...after }, before };
}
const tell = (after: Partial<Record<keyof typeof delivery, unknown>>) => ({ after: { ...delivery, ...after } });
const sent = { messageId: 'msg_01kahz8d2sf1v6m4q9c3x7n5zr', attempts: 1, updatedAt: LATER };

/** What `data` is, by type. */
export const EXAMPLE_PAYLOADS: Record<EventType, unknown> = {
  'task.created': change(task, {}, true),
  'task.updated': change(task, { title: 'Pay the rent and the heating', priority: 'urgent' }),
  'task.moved': change(task, { listId: list.id, orderKey: 'a2' }),
  'task.completed': change(task, { status: 'completed', completedAt: LATER }),
  'task.reopened': { after: { ...task, version: 3 }, before: { status: 'completed', completedAt: LATER } },
  'task.deleted': change(task, { deletedAt: LATER }),
  'task.restored': { after: { ...task, version: 3 }, before: { deletedAt: LATER } },
  'task.purged': { after: { ...task, version: 4, deletedAt: LATER }, before: {} },
  'list.created': change(list, {}, true),
  'list.renamed': change(list, { name: 'House' }),
  'list.moved': change(list, { orderKey: 'a2' }),
  'list.archived': change(list, { archivedAt: LATER }),
  'list.unarchived': { after: { ...list, version: 3 }, before: { archivedAt: LATER } },
  'list.deleted': change(list, { deletedAt: LATER }),
  'list.restored': { after: { ...list, version: 3 }, before: { deletedAt: LATER } },
  'view.created': change(view, {}, true),
  'view.updated': change(view, { query: '#home & (today | overdue)' }),
  'view.moved': change(view, { orderKey: 'a2' }),
  'view.deleted': change(view, { deletedAt: LATER }),
  'view.restored': { after: { ...view, version: 3 }, before: { deletedAt: LATER } },
  'recurrence.created': change(series, {}, true),
  'recurrence.updated': change(series, { rule: 'FREQ=MONTHLY;BYMONTHDAY=3' }),
  'recurrence.paused': change(series, { status: 'paused' }),
  'recurrence.resumed': { after: { ...series, version: 3 }, before: { status: 'paused' } },
  'recurrence.stopped': change(series, { status: 'stopped' }),
  'recurrence.finished': change(series, { status: 'finished' }),
  'recurrence.occurrence_created': change(series, {
    current: nextOccurrence,
    previous: { taskId: TASK_ID, slot: '2026-12-01T09:00', aside: null },
    made: 2,
  }),
  'recurrence.occurrence_skipped': change(series, { exceptions: ['2027-01-01T09:00'] }),
  'recurrence.occurrence_withdrawn': {
    after: { ...series, version: 3, withdrawn: { taskId: NEXT_TASK_ID, slot: '2027-01-01T09:00' } },
    before: { current: nextOccurrence, withdrawn: null, made: 2 },
  },
  'settings.created': change(settings, {}, true),
  'settings.updated': change(settings, { zone: 'Asia/Tokyo' }),
  'account.created': { userId: USER_ID },
  'account.tasks_erased': { userId: USER_ID, taskIds: [TASK_ID, NEXT_TASK_ID] },
  'account.deleted': { userId: USER_ID },
  'reminder.scheduled': { after: { ...task, ...changed }, before: { reminders: [] } },
  'reminder.moved': change(task, {
    reminders: [{ ...task.reminders[0], when: { kind: 'fixed', local: '2026-12-01T08:00', zone: 'Europe/Berlin' } }],
  }),
  'reminder.cancelled': change(task, { reminders: [] }),
  'reminder.snoozed': change(task, { reminders: [{ ...task.reminders[0], ringAt: '2026-11-21T10:15:00.000Z' }] }),
  'reminder.fired': change(firing, {}, true),
  'reminder.acknowledged': change(firing, { acknowledgedAt: LATER, readAt: LATER }),
  'reminder.read': change(firing, { readAt: LATER }),
  'reminder.suppressed': tell({ status: 'cancelled', reason: 'completed', updatedAt: LATER }),
  'notification.due': tell({ updatedAt: LATER }),
  'notification.sent': tell({ ...sent, status: 'sent', code: 250, lateMs: 812 }),
  'notification.failed': tell({
    ...sent,
    code: 451,
    error: 'Try again later',
    nextAttemptAt: '2026-11-21T10:06:00.000Z',
  }),
  'notification.dead_lettered': tell({ ...sent, status: 'failed', attempts: 4, code: 550, error: 'No such mailbox' }),
};
