import fc from 'fast-check';
import type { ToolName } from '#core/tools/registry.ts';
import { nthId } from './ids.ts';

// Calls over the same small world as the commands of arbitraries.ts.
const id = fc.nat(5).map((n) => nthId('task', n));
const ids = fc.uniqueArray(id, { minLength: 1, maxLength: 4 });
const list = fc.oneof(
  fc.constant('inbox'),
  fc.nat(2).map((n) => nthId('list', n)),
);
const tag = fc.constantFrom('a', 'b', 'c');
const tags = fc.uniqueArray(tag, { maxLength: 2 });
const title = fc.constantFrom('Milk', 'Bread', 'Größe', '買い物');
const priority = fc.constantFrom('none', 'low', 'urgent');
const due = fc.constantFrom('2026-12-24', '2026-12-01T08:00', {
  kind: 'fixed',
  local: '2027-03-28T02:30',
  zone: 'Asia/Tokyo',
});
const rule = fc.constantFrom('FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO', 'FREQ=DAILY;COUNT=1');
const from = fc.constantFrom('schedule', 'completion', 'clock');
const reminder = fc.constantFrom({ before_minutes: 30 }, { at: '2026-12-01T08:00' });

/** Some of the fields, and always those that are named. */
function some(fields: Record<string, fc.Arbitrary<unknown>>, requiredKeys: string[] = []) {
  return fc.record(fields, { requiredKeys });
}

function many(item: fc.Arbitrary<unknown>) {
  return fc.array(item, { minLength: 1, maxLength: 3 });
}

const content = {
  title,
  notes: fc.constantFrom('', 'n'),
  priority,
  tags,
  due,
  reminders: fc.array(reminder, { maxLength: 2 }),
};

const inputs: Partial<Record<ToolName, fc.Arbitrary<unknown>>> = {
  add: some(
    {
      tasks: many(
        some(
          {
            ...content,
            list,
            parent: id,
            repeat: fc.record({ rule, from }),
            subtasks: fc.array(some(content, ['title']), { maxLength: 2 }),
          },
          ['title'],
        ),
      ),
    },
    ['tasks'],
  ),
  update: fc.record({
    tasks: many(
      some(
        {
          id,
          title,
          notes: fc.constantFrom('', 'changed'),
          priority,
          addTags: tags,
          removeTags: tags,
          list,
          parent: fc.oneof(id, fc.constant('none')),
          occurrences: fc.constantFrom('this', 'following'),
        },
        ['id'],
      ),
    ),
  }),
  complete: fc.record({ ids }),
  reopen: fc.record({ ids }),
  delete: fc.record({ ids }),
  restore: fc.record({ ids }),
  reschedule: fc.record({
    tasks: many(
      fc.oneof(
        fc.record({ id, due: fc.oneof(due, fc.constant('none')) }),
        fc.record({ id, by: fc.constantFrom({ days: 1 }, { hours: -3 }, { months: 1 }) }),
      ),
    ),
  }),
  repeat: fc.record({
    tasks: many(
      fc.oneof(
        some({ id, action: fc.constant('set'), rule, from, due }, ['id', 'action', 'rule']),
        fc.record({ id, action: fc.constantFrom('stop', 'pause', 'resume', 'skip') }),
      ),
    ),
  }),
  remind: fc.record({
    tasks: many(
      fc.oneof(
        fc.record({ id, action: fc.constant('set'), reminders: many(reminder) }),
        fc.record({ id, action: fc.constant('snooze'), until: fc.constantFrom(20, 'morning', '2026-12-02T08:00') }),
        fc.record({ id, action: fc.constant('cancel') }),
      ),
    ),
  }),
  tags: some({ create: tags, rename: fc.array(fc.record({ from: tag, to: tag }), { maxLength: 2 }), remove: tags }),
  lists: some({
    create: fc.array(title, { maxLength: 2 }),
    rename: fc.array(fc.record({ id: list, name: title }), { maxLength: 1 }),
    archive: fc.array(list, { maxLength: 1 }),
    unarchive: fc.array(list, { maxLength: 1 }),
    remove: fc.array(list, { maxLength: 1 }),
  }),
  undo: fc.nat(20).map((n) => ({ correlationId: nthId('correlation', n) })),
};

export interface RandomCall {
  tool: ToolName;
  input: Record<string, unknown>;
}

/** A call of any tool that changes something, well formed and often enough possible. */
export const toolCalls: fc.Arbitrary<RandomCall> = fc.oneof(
  ...Object.entries(inputs).map(([tool, input]) => {
    return input.map((value): RandomCall => ({ tool: tool as ToolName, input: value as RandomCall['input'] }));
  }),
);
