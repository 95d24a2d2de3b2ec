import { expect, test } from 'vitest';
import { taskStateKey } from '#core/feed/task-state.ts';
import { nthId } from '#test/ids.ts';
import { idsOf, newStage, on } from '../../../../test/mirror-stage.ts';
import { sampleEvent } from '../../../../test/sample-event.ts';
import { memorySource } from '../../../sources/memory-source.ts';
import { type LetterPlace, readDeadLetters } from './dead-letter-places.ts';
import { replayDeadLetters } from './replay-dead-letters.ts';

const NEWER = 'carillon.task.updated.v9';
const running = () => new AbortController().signal;

/** A mirror that has put some events aside because they are newer than it is; from now on it understands them. */
async function newUpgradedStage(events: readonly object[]) {
  const stage = newStage({ pageEvents: 2 });
  stage.feed.append(events);
  await stage.run();
  const places = await readDeadLetters(memorySource(stage.broker), stage.clock, running());
  const { events: read } = stage.feed;
  Object.assign(stage.deps.feed, {
    events: async (query: Parameters<typeof read>[0]) => {
      const page = await read(query);
      return {
        ...page,
        events: JSON.parse(JSON.stringify(page.events).replaceAll('.v9', '.v1')),
      };
    },
  });
  const mirrored = stage.broker.records.length;
  return {
    ...stage,
    ...places,
    replay: async (letters: readonly LetterPlace[] = places.places) =>
      await replayDeadLetters(stage.deps, letters, () => undefined, running()),
    replayed: () => stage.broker.records.slice(mirrored),
  };
}

const titles = (records: ReturnType<typeof on>) =>
  records.map(({ key, body }) => [key, body && JSON.parse(body).data.task.title]);
const key = (n: number) => taskStateKey(nthId('user', 0), nthId('task', n));

test('MI20 what was put aside is published again once it can be read, in its order, under its id', async () => {
  const stage = await newUpgradedStage([
    sampleEvent(0),
    { ...sampleEvent(1), type: NEWER },
    sampleEvent(2),
    { ...sampleEvent(3), type: NEWER },
  ]);
  expect(stage.places).toEqual([
    { sequence: 2, epoch: 'e1' },
    { sequence: 4, epoch: 'e1' },
  ]);
  expect(await stage.replay()).toEqual({ replayed: 2, unreadable: 0, gone: 0 });
  expect(idsOf(on(stage.replayed(), 'task-events'))).toEqual([nthId('event', 1), nthId('event', 3)]);
  // The cursor is where it was, and the lease is free for the mirror.
  expect(stage.feed.cursor('mirror').seq).toBe(4);
  expect(stage.feed.calls.at(-1)).toBe('release');
});

test('MI20 the state of a task is the one by its last event that was mirrored, never an older one', async () => {
  const stage = await newUpgradedStage([
    { ...sampleEvent(1, { task: { title: 'Aside', version: 2 } }), type: NEWER },
    sampleEvent(1, { type: 'task.updated', task: { title: 'Latest', version: 3 } }),
    { ...sampleEvent(2, { task: { title: 'Only aside', version: 2 } }), type: NEWER },
    sampleEvent(3, { task: { title: 'Another' } }),
  ]);
  // The mirror has not come to this yet.
  stage.feed.append([sampleEvent(2, { type: 'task.updated', task: { title: 'Not mirrored', version: 3 } })]);
  expect(await stage.replay()).toEqual({ replayed: 2, unreadable: 0, gone: 0 });
  expect(titles(on(stage.replayed(), 'task-updates'))).toEqual([
    [key(1), 'Latest'],
    [key(2), 'Only aside'],
  ]);
});

test('MI20 what still cannot be read, or is gone, is counted; what others put aside is left alone', async () => {
  const stage = await newUpgradedStage([
    { ...sampleEvent(0), datacontenttype: 'text/plain' },
    { ...sampleEvent(1), type: NEWER },
  ]);
  const before = [...stage.places, { sequence: 2, epoch: 'of old' }, { sequence: 99, epoch: 'e1' }];
  expect(await stage.replay(before)).toEqual({ replayed: 1, unreadable: 1, gone: 2 });
  stage.broker.append([
    {
      topic: 'dlq.task-events',
      key: 'x',
      body: '',
      contentType: '',
      headers: { consumer: 'archiver', sequence: '1', epoch: 'e1' },
    },
    { topic: 'dlq.task-events', key: 'x', body: '', contentType: '', headers: { error: 'no event' } },
  ]);
  const read = await readDeadLetters(memorySource(stage.broker), stage.clock, running());
  expect([read.places.length, read.others]).toEqual([2, 2]);
});

test('MI20 it waits while a mirror holds the lease', async () => {
  const stage = await newUpgradedStage([{ ...sampleEvent(0), type: NEWER }]);
  await stage.feed.lease({ consumer: 'mirror', holder: 'pod/1' });
  const said: string[] = [];
  const report = await replayDeadLetters(stage.deps, stage.places, (reason) => said.push(reason), running());
  expect(said).toEqual(['lease_held']);
  // Which ran out at last.
  expect(stage.clock.waits.filter((ms) => ms === 1_000).length).toBeGreaterThanOrEqual(14);
  expect(report).toMatchObject({ replayed: 1 });
});
