import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { TOOLS, type ToolName } from '#core/tools/registry.ts';
import { newAgent, type TestAgent } from '#test/agents.ts';
import { realEffects } from '#test/effects.ts';

/** Everything of somebody that a call could name. */
interface Named {
  task: string;
  other: string;
  list: string;
  reminder: string;
  correlation: string;
  plan: string;
  tag: string;
}

type Sample = (named: Named) => unknown;

/** For every tool, calls that name ids in every place that takes one. A tool without an entry does not compile. */
const SAMPLES: Record<ToolName, Sample[]> = {
  overview: [() => ({})],
  find: [
    ({ list }) => ({ list }),
    ({ tag }) => ({ tags: [tag], status: 'any' }),
    () => ({ text: 'secret', status: 'any' }),
  ],
  get: [({ task, other }) => ({ ids: [task, other] })],
  add: [
    ({ list }) => ({ tasks: [{ title: 'mine', list }] }),
    ({ task }) => ({ tasks: [{ title: 'mine', parent: task }] }),
  ],
  update: [
    ({ task }) => ({ tasks: [{ id: task }] }),
    ({ task }) => ({ tasks: [{ id: task, title: 'taken', addTags: ['x'] }] }),
    ({ task, list }) => ({ tasks: [{ id: task, list }] }),
    ({ task, other }) => ({ tasks: [{ id: task, parent: other }] }),
  ],
  complete: [({ task }) => ({ ids: [task] })],
  reopen: [({ task }) => ({ ids: [task] })],
  delete: [({ task }) => ({ ids: [task] }), ({ task, other }) => ({ ids: [task, other] })],
  restore: [({ task }) => ({ ids: [task] })],
  reschedule: [
    ({ task }) => ({ tasks: [{ id: task, due: '2100-01-01' }] }),
    ({ task }) => ({ tasks: [{ id: task, by: { days: 1 } }] }),
  ],
  repeat: [
    ({ task }) => ({ tasks: [{ id: task, action: 'set', rule: 'FREQ=DAILY', due: '2100-01-01' }] }),
    ({ task }) => ({ tasks: [{ id: task, action: 'stop' }] }),
    ({ task }) => ({ tasks: [{ id: task, action: 'skip' }] }),
  ],
  remind: [
    ({ task }) => ({ tasks: [{ id: task, action: 'set', reminders: [{ before_minutes: 5 }] }] }),
    ({ task, reminder }) => ({ tasks: [{ id: task, action: 'snooze', reminder, until: 5 }] }),
    ({ task }) => ({ tasks: [{ id: task, action: 'cancel' }] }),
    ({ task, reminder }) => ({ tasks: [{ id: task, action: 'cancel', reminder }] }),
  ],
  tags: [({ tag }) => ({ rename: [{ from: tag, to: 'taken' }] }), ({ tag }) => ({ remove: [tag] })],
  lists: [
    ({ list }) => ({ rename: [{ id: list, name: 'taken' }] }),
    ({ list }) => ({ archive: [list] }),
    ({ list }) => ({ unarchive: [list] }),
    ({ list }) => ({ remove: [list] }),
  ],
  activity: [({ task }) => ({ task }), () => ({})],
  undo: [({ correlation }) => ({ correlationId: correlation })],
  apply: [({ plan }) => ({ plan })],
  search: [() => ({ query: 'secret' })],
  fetch: [({ task }) => ({ id: task })],
};

// Fresh ones, as theirs are: of an old correlation id undo would say that its history is gone.
const { newId } = realEffects();
const NOBODY: Named = {
  task: newId('task'),
  other: newId('task'),
  list: newId('list'),
  reminder: newId('reminder'),
  correlation: newId('correlation'),
  plan: newId('plan'),
  tag: 'tag-of-nobody',
};

async function newOwner(): Promise<{ agent: TestAgent; named: Named; secret: string }> {
  const agent = await newAgent();
  const secret = `secret-${crypto.randomUUID()}`;
  const tag = `tag-${crypto.randomUUID()}`;
  const lists = await agent.change('lists', { create: [secret] });
  const added = await agent.change('add', {
    tasks: [
      { title: secret, notes: secret, tags: [tag], due: '2100-01-01T09:00', reminders: [{ before_minutes: 5 }] },
      { title: `${secret} too`, due: '2100-01-01', repeat: { rule: 'FREQ=DAILY' } },
    ],
  });
  const [task = '', other = ''] = added.changes.filter(({ kind }) => kind === 'task').map(({ id }) => id);
  const { tasks } = (await agent.ask('get', { ids: [task] })) as { tasks: { reminders: { id: string }[] }[] };
  const { plan } = await agent.change('complete', { ids: [task], dryRun: true });
  const named: Named = {
    task,
    other,
    list: lists.changes[0]?.id ?? '',
    reminder: tasks[0]?.reminders[0]?.id ?? '',
    correlation: added.correlationId ?? '',
    plan: plan?.id ?? '',
    tag,
  };
  return { agent, named, secret };
}

async function rowsOf({ user }: TestAgent): Promise<unknown> {
  const tables = ['tasks', 'lists', 'tags', 'events', 'timers', 'series', 'settings', 'plans', 'request_keys'];
  const rows = tables.map((table) =>
    user.db.all(sql`SELECT * FROM ${sql.raw(table)} WHERE user_id = ${user.id} ORDER BY 1, 2, 3`),
  );
  return await Promise.all(rows);
}

/** An answer without what was named in the call. */
function anonymous(answer: unknown, named: Named): string {
  return Object.entries(named).reduce((text, [name, id]) => text.replaceAll(id, name), JSON.stringify(answer));
}

describe('whose things a tool reaches', () => {
  it.each(TOOLS.map(({ name }) => name))(
    'TL15 %s finds another user’s ids exactly as little as ids of nobody',
    async (tool) => {
      const [mine, theirs] = await Promise.all([newOwner(), newOwner()]);
      const before = await rowsOf(theirs.agent);
      for (const sample of SAMPLES[tool]) {
        for (const place of Object.keys(NOBODY) as (keyof Named)[]) {
          for (const dryRun of [false, true]) {
            const ask = async (named: Named) => {
              const input = sample(named);
              const isDry = dryRun && 'dryRun' in (TOOLS.find(({ name }) => name === tool)?.input.shape ?? {});
              return await mine.agent.run(tool, isDry ? { ...(input as object), dryRun } : input);
            };
            if (
              JSON.stringify(sample(mine.named)) === JSON.stringify(sample({ ...mine.named, [place]: NOBODY[place] }))
            )
              continue;
            const foreign = await ask({ ...mine.named, [place]: theirs.named[place] });
            const unknown = await ask({ ...mine.named, [place]: NOBODY[place] });
            const where = `${tool} ${place}`;
            expect(anonymous(foreign, theirs.named), where).toBe(anonymous(unknown, NOBODY));
            expect(JSON.stringify(foreign), where).not.toContain(theirs.secret);
          }
        }
      }
      expect(await rowsOf(theirs.agent), `${tool} changed nothing of theirs`).toEqual(before);
    },
  );
});
