import fc from 'fast-check';
import { type Command, type CommandInput, CommandSchema } from '#core/command/command.ts';
import { INBOX_ID } from '#core/ids.ts';
import { PRIORITIES } from '#core/task/task.ts';
import { nthId } from './ids.ts';

// A world small enough that random commands meet: they hit the same tasks, become each other's parents, share tags.
const TASKS = 6;
const LISTS = 3;
const TAGS = ['a', 'b', 'c'];

const taskId = fc.nat(TASKS - 1).map((n) => nthId('task', n));
const listId = fc.nat(LISTS - 1).map((n) => nthId('list', n));
const anyListId = fc.oneof(fc.constant(INBOX_ID), listId);
const tag = fc.constantFrom(...TAGS);
const tags = fc.uniqueArray(tag, { maxLength: 3 });
const title = fc.constantFrom('Milk', 'Bread', 'Call Ada', 'Größe', '買い物');

export const dues = fc.constantFrom(
  null,
  { kind: 'date', date: '2026-12-24' } as const,
  { kind: 'floating', local: '2026-11-22T09:30' } as const,
  { kind: 'fixed', local: '2027-03-28T02:30', zone: 'Europe/Berlin' } as const,
);

/** Leaves keys out where the value is undefined, as a client would. */
function optional<Value>(value: fc.Arbitrary<Value>): fc.Arbitrary<Value | undefined> {
  return fc.option(value, { nil: undefined, freq: 2 });
}

function command<Type extends CommandInput['type']>(type: Type, fields: { [key: string]: fc.Arbitrary<unknown> }) {
  return fc.record(fields).map((values) => CommandSchema.parse({ type, ...values }));
}

const neighbour = fc.oneof(
  fc.constant({}),
  fc.option(taskId).map((after) => ({ after })),
  fc.option(taskId).map((before) => ({ before })),
);

const version = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined, freq: 2 });

const move = fc
  .tuple(taskId, optional(anyListId), optional(fc.option(taskId)), neighbour)
  .map(([id, list, parentId, place]) =>
    CommandSchema.parse({ type: 'task.move', taskId: id, listId: list, parentId, ...place }),
  );

const viewId = fc.nat(1).map((n) => nthId('view', n));
const query = fc.constantFrom('today', '#a & p1', 'completed, deleted');
const sort = fc.constantFrom(null, 'due', 'title');
const viewUpdate = fc
  .record({ name: optional(title), query: optional(query), sort: optional(sort) })
  .chain((patch) => command('view.update', { viewId, patch: fc.constant(patch) }));

const reminderId = fc.nat(2).map((n) => nthId('reminder', n));
const when = fc.oneof(
  fc.constantFrom(0, 30, 24 * 60, 40 * 24 * 60).map((minutes) => ({ kind: 'before', minutes })),
  fc.constantFrom('2026-11-20T08:00', '2026-12-01T08:00').map((local) => ({ kind: 'floating', local })),
  fc.constant({ kind: 'fixed', local: '2026-12-02T08:00', zone: 'Asia/Tokyo' }),
);
const snooze = fc.oneof(
  fc.constant({ kind: 'minutes', minutes: 10 }),
  fc.constant({ kind: 'morning' }),
  fc.constant({ kind: 'until', at: '2026-12-03T00:00:00.000Z' }),
);

const seriesId = fc.nat(2).map((n) => nthId('series', n));
const rule = fc.constantFrom(
  'FREQ=DAILY',
  'FREQ=WEEKLY;BYDAY=MO,TH',
  'FREQ=MONTHLY;BYMONTHDAY=-1',
  'FREQ=DAILY;COUNT=2',
  'FREQ=WEEKLY;UNTIL=20261231',
);
const trigger = fc.constantFrom(
  { kind: 'on_completion', anchor: 'due' } as const,
  { kind: 'on_completion', anchor: 'completion' } as const,
  { kind: 'on_schedule', missed: 'latest' } as const,
  { kind: 'on_schedule', missed: 'all' } as const,
  { kind: 'on_schedule', missed: 'none' } as const,
);
const recurrence = fc.record({ seriesId, rule, trigger }, { requiredKeys: ['rule', 'seriesId'] });
const slot = fc.constantFrom(
  '2026-11-23T09:30',
  '2026-11-24T09:30',
  '2026-11-26',
  '2026-12-24',
  '2026-12-25',
  '2026-12-31',
);
const seriesPatch = fc.record(
  { rule, trigger, title, tags, start: slot, zone: fc.constantFrom(null, 'Asia/Tokyo') },
  { requiredKeys: [] },
);

/** Any command over the small world. */
function commands(correlationId: fc.Arbitrary<string>): fc.Arbitrary<Command> {
  const create = command('task.create', {
    taskId: fc.integer({ min: 3, max: TASKS - 1 }).map((n) => nthId('task', n)),
    title,
    listId: optional(anyListId),
    parentId: fc.option(taskId, { freq: 2 }),
    tags,
    due: dues,
    recurrence: fc.option(recurrence, { nil: undefined, freq: 2 }),
    priority: fc.constantFrom(...PRIORITIES),
  });
  return fc.oneof(
    { weight: 4, arbitrary: create },
    {
      weight: 2,
      arbitrary: command('task.update', {
        taskId,
        ifVersion: version,
        patch: fc.record({ title, tags, due: dues, notes: fc.constantFrom('', 'with *notes*') }, { requiredKeys: [] }),
        scope: fc.constantFrom('this', 'following'),
      }),
    },
    { weight: 2, arbitrary: command('task.tag', { taskId, add: tags, remove: tags }) },
    { weight: 5, arbitrary: move },
    { weight: 3, arbitrary: command('task.complete', { taskId, ifVersion: version }) },
    { weight: 3, arbitrary: command('task.reopen', { taskId }) },
    { weight: 3, arbitrary: command('task.delete', { taskId }) },
    { weight: 3, arbitrary: command('task.restore', { taskId }) },
    { weight: 3, arbitrary: command('reminder.add', { taskId, reminderId, when }) },
    { weight: 1, arbitrary: command('reminder.change', { taskId, reminderId, patch: fc.record({ when }) }) },
    { weight: 1, arbitrary: command('reminder.cancel', { taskId, reminderId }) },
    { weight: 1, arbitrary: command('reminder.snooze', { taskId, reminderId, snooze }) },
    { weight: 3, arbitrary: command('series.start', { taskId, recurrence }) },
    {
      weight: 2,
      arbitrary: command('series.update', {
        seriesId,
        scope: fc.constantFrom('this', 'following', 'all'),
        patch: seriesPatch,
      }),
    },
    { weight: 1, arbitrary: command('series.pause', { seriesId }) },
    { weight: 1, arbitrary: command('series.resume', { seriesId }) },
    { weight: 1, arbitrary: command('series.stop', { seriesId }) },
    { weight: 2, arbitrary: command('series.skip', { seriesId, slot: optional(slot) }) },
    { weight: 2, arbitrary: command('series.make', { seriesId, slot }) },
    { weight: 2, arbitrary: seriesId.map((id): Command => ({ type: 'series.occur', seriesId: id })) },
    { weight: 1, arbitrary: command('tag.create', { tag }) },
    { weight: 2, arbitrary: command('tag.rename', { tag, to: tag }) },
    { weight: 1, arbitrary: command('tag.delete', { tag }) },
    { weight: 2, arbitrary: command('view.create', { viewId, name: title, query, sort }) },
    { weight: 2, arbitrary: viewUpdate },
    { weight: 1, arbitrary: command('view.move', { viewId, after: fc.option(viewId) }) },
    { weight: 1, arbitrary: command('view.delete', { viewId, ifVersion: version }) },
    { weight: 3, arbitrary: command('list.create', { listId, name: title }) },
    { weight: 1, arbitrary: command('list.rename', { listId: anyListId, name: title }) },
    { weight: 1, arbitrary: command('list.move', { listId: anyListId, after: fc.option(anyListId) }) },
    { weight: 1, arbitrary: command('list.archive', { listId: anyListId }) },
    { weight: 1, arbitrary: command('list.unarchive', { listId: anyListId }) },
    { weight: 2, arbitrary: command('list.delete', { listId: anyListId }) },
    {
      weight: 1,
      arbitrary: command('settings.update', {
        patch: fc.record(
          {
            zone: fc.constantFrom('Europe/Berlin', 'America/New_York', 'Asia/Tokyo'),
            weekStart: fc.integer({ min: 1, max: 7 }),
            morning: fc.constantFrom('06:30', '09:00'),
            defaultLeadMinutes: fc.constantFrom(null, 15),
            evening: fc.constantFrom(null, '18:00'),
            dateOrder: fc.constantFrom(null, 'day_first' as const),
          },
          { requiredKeys: [] },
        ),
      }),
    },
    { weight: 9, arbitrary: correlationId.map((id) => CommandSchema.parse({ type: 'undo', correlationId: id })) },
  );
}

/** What every run begins with: two lists, a task with two subtasks, a task of its own, each with a tag. */
const PROLOGUE: CommandInput[] = [
  { type: 'list.create', listId: nthId('list', 0), name: 'Home' },
  { type: 'list.create', listId: nthId('list', 1), name: 'Work' },
  { type: 'task.create', taskId: nthId('task', 0), listId: nthId('list', 0), title: 'Move house', tags: ['a'] },
  { type: 'task.create', taskId: nthId('task', 1), parentId: nthId('task', 0), title: 'Pack', tags: ['b'] },
  { type: 'task.create', taskId: nthId('task', 2), parentId: nthId('task', 0), title: 'Paint' },
  {
    type: 'task.create',
    taskId: nthId('task', 3),
    title: 'Call Ada',
    tags: ['a', 'b'],
    due: { kind: 'floating', local: '2026-11-22T09:30' },
    recurrence: { seriesId: nthId('series', 0), rule: 'FREQ=DAILY' },
  },
];

export interface RunStep {
  command: Command;
  correlationId: string;
  /** Since the step before; some follow at the very same instant, as the commands of a batch do. */
  elapsedMs: number;
}

/** A run of commands, each under a correlation id of its own, which later ones may undo: mostly the latest. */
export function commandRuns(maxLength: number): fc.Arbitrary<RunStep[]> {
  const back = fc.oneof({ weight: 3, arbitrary: fc.nat(2) }, { weight: 1, arbitrary: fc.nat(maxLength) });
  const step = fc.record({
    command: commands(back.map((n) => nthId('correlation', n))),
    back,
    elapsedMs: fc.constantFrom(0, 0, 1, 1000, 3 * 86_400_000),
  });
  const prologue = PROLOGUE.map((input) => ({ command: CommandSchema.parse(input), back: 0, elapsedMs: 1 }));
  return fc.array(step, { minLength: 1, maxLength, size: 'max' }).map((steps) =>
    [...prologue, ...steps].map(({ command: said, back: stepsBack, elapsedMs }, n) => ({
      command:
        said.type === 'undo'
          ? { ...said, correlationId: nthId('correlation', n - 1 - (stepsBack % Math.max(n, 1))) }
          : said,
      correlationId: nthId('correlation', n),
      elapsedMs,
    })),
  );
}
