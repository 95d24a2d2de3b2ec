import { expect, test } from 'vitest';
import type { CommandReply } from '#core/command/reply.ts';
import type { Task } from '#core/task/task.ts';
import { sampleTask } from '#test/sample-task.ts';
import { acknowledgeFirings } from '../notifications/firing-writes.ts';
import { type CommandNotice, createCommandClient, LINGER_MS, type TransportAnswer } from './command-client.ts';
import { resolveTask } from './task-state.ts';
import { completeTasks, createTask, deleteTasks, setTitle } from './task-writes.ts';

const NOW = '2026-11-21T12:00:00.000Z';

interface Sent {
  ids: string[];
  types: string[];
  correlationId: string;
  answer: (answer: TransportAnswer) => Promise<void>;
}

function start() {
  const sent: Sent[] = [];
  const notices: CommandNotice[] = [];
  const committed: number[] = [];
  const timers: { run: () => void; delayMs: number }[] = [];
  const world = { isOffline: false };
  let ids = 0;
  const client = createCommandClient({
    send: (body) =>
      new Promise((resolve) => {
        const commands = body.commands.map((command) => Object(command));
        sent.push({
          ids: commands.map(({ id }) => String(id)),
          types: commands.map(({ type }) => String(type)),
          correlationId: body.correlationId,
          answer: async (answer) => {
            resolve(answer);
            await settled();
          },
        });
      }),
    newId: (kind) => {
      ids += 1;
      return `${kind}-${ids}`;
    },
    nowMs: () => Date.parse(NOW),
    random: () => 0.5,
    setTimer: (run, delayMs) => timers.push({ run, delayMs }),
    isOffline: () => world.isOffline,
    notify: (notice) => notices.push(notice),
    onCommitted: (seq) => committed.push(seq),
  });
  const shown = (task: Task) => resolveTask(client.getState(), task);
  const fire = async () => {
    for (const { run } of timers.splice(0).filter(({ delayMs }) => delayMs < LINGER_MS)) run();
    await settled();
  };
  return { client, sent, notices, committed, timers, world, shown, fire };
}

const settled = async () => {
  for (let i = 0; i < 5; i += 1) await Promise.resolve();
};

function done(task: Task | null, over: Partial<Extract<CommandReply, { status: 'done' }>> = {}): CommandReply {
  return {
    id: null,
    status: 'done',
    correlationId: 'cor_x',
    seq: 7,
    changed: 1,
    remaining: 0,
    blocked: [],
    isReplay: false,
    task,
    list: null,
    view: null,
    series: null,
    settings: null,
    ...over,
  };
}

const refused: CommandReply = {
  id: null,
  status: 'refused',
  code: 'invalid_state',
  detail: 'It is in the trash.',
  errors: [],
};

test('WEB1 a write shows at once, and the answer takes its place', async () => {
  const { client, sent, committed, shown } = start();
  const task = sampleTask();
  void client.dispatch(setTitle(task, 'New'));
  expect(shown(task).title).toBe('New');
  await sent[0]?.answer({ kind: 'answered', replies: [done({ ...task, title: 'New', version: 2 })] });
  expect(client.getState().writes).toEqual([]);
  expect(shown(task)).toMatchObject({ title: 'New', version: 2 });
  expect(committed).toEqual([7]);
});

test('WEB1 a refused write is taken back and explained, and cannot be undone any more', async () => {
  const { client, sent, notices, shown } = start();
  const task = sampleTask({ title: 'Old' });
  const outcome = client.dispatch(setTitle(task, 'New'));
  await sent[0]?.answer({ kind: 'answered', replies: [refused] });
  expect(shown(task).title).toBe('Old');
  expect(notices.at(-1)).toMatchObject({ message: 'It is in the trash.', tone: 'danger' });
  expect(await outcome).toMatchObject({ status: 'refused', code: 'invalid_state' });
  client.undo();
  expect(sent).toHaveLength(1);
});

test('WEB2 a failed connection sends the same keys again', async () => {
  const { client, sent, fire, shown } = start();
  const task = sampleTask();
  void client.dispatch(completeTasks([task], NOW));
  await sent[0]?.answer({ kind: 'failed' });
  expect(shown(task).status).toBe('completed');
  await fire();
  expect(sent[1]?.ids).toEqual(sent[0]?.ids);
  expect(sent[1]?.correlationId).toBe(sent[0]?.correlationId);
});

test('WEB2 a conflict that may pass is sent again, too', async () => {
  const { client, sent, fire } = start();
  void client.dispatch(completeTasks([sampleTask()], NOW));
  await sent[0]?.answer({ kind: 'answered', replies: [{ ...refused, code: 'conflict' } as CommandReply] });
  await fire();
  expect(sent).toHaveLength(2);
});

test('WEB3 writes on one task keep their order; those on another do not wait', async () => {
  const { client, sent } = start();
  const [one, two] = [sampleTask(), sampleTask()];
  void client.dispatch(setTitle(one, 'First'));
  void client.dispatch(completeTasks([one], NOW));
  void client.dispatch(setTitle(two, 'Other'));
  expect(sent.map(({ types }) => types)).toEqual([['task.update'], ['task.update']]);
  await sent[0]?.answer({ kind: 'answered', replies: [done(null)] });
  expect(sent.at(-1)?.types).toEqual(['task.complete']);
});

test('WEB1 a new task is there at once and goes again when it is refused', async () => {
  const { client, sent } = start();
  const draft = createTask({ title: 'Milk' }, { taskId: 'task_new', now: NOW, viewKey: 'inbox' });
  void client.dispatch(draft);
  expect(client.getState().created.get('task_new')?.task.title).toBe('Milk');
  await sent[0]?.answer({ kind: 'refused', code: 'limit_reached', detail: 'Enough.' });
  expect(client.getState().created.size).toBe(0);
});

test('WEB4 many tasks are one change: one correlation id, one undo', async () => {
  const { client, sent, shown } = start();
  const tasks = [sampleTask(), sampleTask(), sampleTask()];
  void client.dispatch(deleteTasks(tasks, NOW));
  expect(sent[0]?.ids).toHaveLength(3);
  client.undo();
  expect(tasks.map((task) => shown(task).deletedAt)).toEqual([null, null, null]);
  expect(sent).toHaveLength(1);
  await sent[0]?.answer({ kind: 'answered', replies: tasks.map(() => done(null)) });
  expect(sent[1]?.types).toEqual(['undo']);
});

test('WEB4 undo, redo and undo again walk back and forth', async () => {
  const { client, sent, shown } = start();
  const task = sampleTask({ title: 'Old' });
  const settle = async () => await sent.at(-1)?.answer({ kind: 'answered', replies: [done(null)] });
  void client.dispatch(setTitle(task, 'New'));
  await settle();
  client.undo();
  expect(shown({ ...task, title: 'New' }).title).toBe('Old');
  await settle();
  client.redo();
  expect(shown(task).title).toBe('New');
  await settle();
  client.undo();
  expect(shown({ ...task, title: 'New' }).title).toBe('Old');
  expect(sent.map(({ types }) => types[0])).toEqual(['task.update', 'undo', 'undo', 'undo']);
  expect(new Set(sent.map(({ correlationId }) => correlationId)).size).toBe(4);
});

test('WEB4 undo passes over what nobody would take back', async () => {
  const { client, sent, notices, shown } = start();
  const task = sampleTask({ title: 'Old' });
  void client.dispatch(setTitle(task, 'New'));
  await sent[0]?.answer({ kind: 'answered', replies: [done({ ...task, title: 'New', version: 2 })] });
  void client.dispatch(acknowledgeFirings(['fir_1']));
  await sent[1]?.answer({ kind: 'answered', replies: [done(null)] });
  client.undo();
  expect(shown({ ...task, title: 'New', version: 2 }).title).toBe('Old');
  client.undo();
  expect(sent.map(({ types }) => types[0])).toEqual(['task.update', 'reminder.acknowledge', 'undo']);
  expect(notices.at(-1)?.message).toBe('There is nothing to undo in this window.');
});

test('a new write ends what could be redone', async () => {
  const { client, sent, notices } = start();
  void client.dispatch(setTitle(sampleTask(), 'A'));
  client.undo();
  void client.dispatch(setTitle(sampleTask(), 'B'));
  const before = sent.length;
  client.redo();
  expect(sent).toHaveLength(before);
  expect(notices.at(-1)?.message).toBe('There is nothing to redo in this window.');
});

test('WEB5 offline nothing is promised: the write is refused with a word why', async () => {
  const { client, sent, world, notices, shown } = start();
  world.isOffline = true;
  const task = sampleTask({ title: 'Old' });
  expect(await client.dispatch(setTitle(task, 'New'))).toEqual({ status: 'offline' });
  expect(shown(task).title).toBe('Old');
  expect(sent).toEqual([]);
  expect(notices.at(-1)?.tone).toBe('danger');
});

test('what one command left over follows under the same correlation id', async () => {
  const { client, sent } = start();
  void client.dispatch({ commands: [{ type: 'tag.delete', tag: 'old' }], label: 'Deleted #old' });
  await sent[0]?.answer({ kind: 'answered', replies: [done(null, { remaining: 40 })] });
  expect(sent[1]?.correlationId).toBe(sent[0]?.correlationId);
  expect(sent[1]?.ids).not.toEqual(sent[0]?.ids);
});

test('WEB9 a delta never shows less than is known', () => {
  const { client, shown } = start();
  const task = sampleTask({ version: 1, title: 'One' });
  client.confirm({ task: { ...task, version: 3, title: 'Three' } });
  client.confirm({ task: { ...task, version: 2, title: 'Two' } });
  expect(shown(task).title).toBe('Three');
  expect(shown({ ...task, version: 4, title: 'Four' }).title).toBe('Four');
});

test('what was ticked lingers for the undo window', () => {
  const { client, timers } = start();
  const task = sampleTask();
  void client.dispatch(completeTasks([task], NOW));
  expect(client.getState().lingering.has(task.id)).toBe(true);
  for (const { run, delayMs } of timers) if (delayMs === LINGER_MS) run();
  expect(client.getState().lingering.size).toBe(0);
});
