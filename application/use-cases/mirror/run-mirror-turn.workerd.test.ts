import { describe, expect, it } from 'vitest';
import { taskStateKey } from '#core/feed/task-state.ts';
import { expectConsoleErrors } from '#test/console-guard.ts';
import type { ProducedMessage } from '#test/fake-upstash.ts';
import { appendEvents, ask, consumerOf, headSeq, restoreLogTo } from '#test/feed-world.ts';
import { deduplicated, logOf, newLiveMirror, newMirror, placeOf, seeded } from '#test/push-mirror.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { createUpstashSink } from '../../upstash-sink.ts';
import { resyncConsumer } from '../feed/change-consumer.ts';
import { type MirrorDeps, TURN_BOUNDS } from './mirror-deps.ts';
import { runMirrorTurn } from './run-mirror-turn.ts';

async function create({ done }: TestUser, count: number): Promise<string[]> {
  const ids: string[] = [];
  for (let n = 0; n < count; n += 1) ids.push((await done({ type: 'task.create', title: `Task ${n}` })).task?.id ?? '');
  return ids;
}

const sequences = (messages: readonly ProducedMessage[]): string[] =>
  messages.map(({ value }) => JSON.parse(value ?? '').sequence);

describe('the mirror that lives at the edge', () => {
  it('PM1 a new consumer gets the state of every task, and then every event under its user, in the order of the log', async () => {
    const mirror = newMirror();
    const [early, user] = [await newUser(), await newUser()];
    const [known] = await create(early, 3);
    expect(await mirror.turn({ pages: 1, pageEvents: 1 })).toBe('more');
    expect(mirror.state().snapshot).toMatchObject({ tasks: 1 });
    await mirror.settle();
    const key = taskStateKey(early.id, known ?? '');
    expect(mirror.upstash.on('task-updates', key)).toMatchObject([
      { headers: [{ key: 'content-type', value: 'application/cloudevents+json; charset=utf-8' }] },
    ]);
    expect(mirror.upstash.on('task-events', early.id)).toEqual([]);

    const before = new Set(await logOf(user));
    const [first, second] = await create(user, 2);
    await user.done({ type: 'task.delete', taskId: second ?? '' });
    await mirror.settle({ pageEvents: 1 });
    const own = (await logOf(user)).filter((each) => !before.has(each));
    expect(sequences(mirror.upstash.on('task-events', user.id)).slice(-own.length)).toEqual(own);
    expect(mirror.upstash.on('task-updates', taskStateKey(user.id, first ?? ''))).toHaveLength(1);
    expect(mirror.upstash.on('task-updates', taskStateKey(user.id, second ?? '')).at(-1)).not.toHaveProperty('value');
    expect(await consumerOf(mirror.feed, mirror.consumer)).toMatchObject({ stand: 'live', lagEvents: 0 });
    expect(mirror.upstash.calls[0]).toMatchObject({
      address: 'https://sink.example/produce',
      authorization: `Basic ${btoa(String.fromCharCode(...new TextEncoder().encode('carillon:grüße')))}`,
    });
  });

  it('PM2 what was written and not answered is sent again before anything behind it, under the same ids', async () => {
    const mirror = await newLiveMirror();
    const user = await newUser();
    await create(user, 3);
    const { seq } = await consumerOf(mirror.feed, mirror.consumer);
    mirror.upstash.fail('lost answer', 'busy', 'away', 'stranger');
    for (let n = 0; n < 4; n += 1) await expect(mirror.turn({ pageEvents: 2 })).rejects.toThrow();
    // Nothing was acknowledged, and nothing else was tried meanwhile.
    expect(await consumerOf(mirror.feed, mirror.consumer)).toMatchObject({ seq });
    const [first, ...others] = mirror.upstash.calls.map(({ messages }) => messages);
    expect(others).toHaveLength(3);
    for (const tried of others) expect(tried).toEqual(first?.slice(0, tried.length));
    await create(user, 2);
    await mirror.settle({ pageEvents: 2 });
    const arrived = sequences(mirror.upstash.on('task-events', user.id));
    expect(arrived.length).toBeGreaterThan(deduplicated(arrived).length);
    expect(deduplicated(arrived)).toEqual(await logOf(user));
  });

  it('PM2 each failure of a fixed series costs repetitions and no order', async () => {
    const mirror = await newLiveMirror();
    const user = await newUser();
    const random = seeded(7);
    mirror.upstash.answerBy(() => (random() < 0.3 ? 'lost answer' : random() < 0.2 ? 'busy' : null));
    await appendEvents(user, 400);
    const expected = await logOf(user);
    let failures = 0;
    for (let turns = 0; ; turns += 1) {
      expect(turns).toBeLessThan(500);
      const ended = await mirror.turn({ pageEvents: 30, pages: 5 }).catch(() => 'failed');
      if (ended === 'failed') failures += 1;
      if (ended === 'idle') break;
    }
    expect(failures).toBeGreaterThan(5);
    const arrived = mirror.upstash.written.filter(({ key, topic }) => key === user.id && topic !== 'task-updates');
    expect(deduplicated(arrived.map(placeOf))).toEqual(expected);
  });

  it('PM3 while another mirror holds the lease nothing is sent; when that ends it goes on where the other stopped', async () => {
    const mirror = await newLiveMirror();
    const user = await newUser();
    await create(user, 2);
    // The lease of this one has run out meanwhile.
    mirror.clock.nowMs += 16_000;
    const other = await mirror.takeOver();
    expect(await mirror.turn()).toBe('standing_by');
    expect(await mirror.turn()).toBe('standing_by');
    expect(mirror.upstash.calls).toEqual([]);
    const head = await headSeq(user);
    await ask(mirror.feed, { consumer: mirror.consumer, after: head, lease: other.token });
    mirror.clock.nowMs += 16_000;
    await create(user, 1);
    await mirror.settle();
    const arrived = sequences(mirror.upstash.on('task-events', user.id));
    expect(arrived.length).toBeGreaterThan(0);
    expect(arrived.every((sequence) => Number(sequence) > head)).toBe(true);
    await expect(mirror.takeOver()).rejects.toMatchObject({ code: 'lease_held' });
  });

  it('PM3 who loses the lease while sending acknowledges nothing and sends nothing more', async () => {
    const mirror = await newLiveMirror();
    const user = await newUser();
    await create(user, 4);
    const { seq } = await consumerOf(mirror.feed, mirror.consumer);
    mirror.upstash.answerBy(async () => {
      // The first call takes so long that somebody else has taken over before its answer comes.
      mirror.clock.nowMs += 60_000;
      await mirror.takeOver();
      return null;
    });
    expect(await mirror.turn({ pageEvents: 1 })).toBe('standing_by');
    expect(mirror.upstash.calls).toHaveLength(1);
    expect(await consumerOf(mirror.feed, mirror.consumer)).toMatchObject({ seq, holder: 'pod/1' });
    expect(mirror.state().token).toBeNull();
  });

  it('PM3 who slept through the end of the lease with a page in its hands sends nothing of it', async () => {
    const mirror = await newLiveMirror();
    const user = await newUser();
    await create(user, 2);
    let looks = 0;
    let hasSlept = false;
    const openFeed: MirrorDeps['openFeed'] = () => {
      looks += 1;
      // The first look is for the lease, the second for the page.
      if (looks !== 2) return mirror.feed;
      const { bell } = mirror.feed;
      return {
        ...mirror.feed,
        bell: {
          ...bell,
          lastHead: async () => {
            const seen = await bell.lastHead();
            await create(user, 1);
            return seen;
          },
          // After the page was read, as its end is news.
          noteHead: async (head) => {
            hasSlept = true;
            mirror.clock.nowMs += 60_000;
            await mirror.takeOver();
            return await bell.noteHead(head);
          },
        },
      };
    };
    const deps = { ...mirror.deps, openFeed };
    expect(await runMirrorTurn(deps)).toBe('standing_by');
    expect(hasSlept).toBe(true);
    expect(mirror.upstash.calls).toEqual([]);
  });

  it('PM8 no call is given more time than is left of the lease, however slow the ones before were', async () => {
    const mirror = await newLiveMirror();
    const user = await newUser();
    await appendEvents(user, 40);
    const left: number[] = [];
    const publish: MirrorDeps['sink']['publish'] = async (records, timeoutMs) => {
      const { leasedUntil } = await consumerOf(mirror.feed, mirror.consumer);
      left.push(Date.parse(leasedUntil ?? '') - mirror.clock.nowMs - timeoutMs);
      await mirror.deps.sink.publish(records, timeoutMs);
      mirror.clock.nowMs += 4_000;
    };
    await runMirrorTurn({ ...mirror.deps, sink: { publish } }, { ...TURN_BOUNDS, ms: 60_000, pageEvents: 5 });
    expect(left.length).toBeGreaterThan(7);
    for (const each of left) expect(each).toBeGreaterThanOrEqual(1_000);
  });

  it('PM4 a turn is bounded by pages and by time; what it sent it acknowledges, and the next one goes on', async () => {
    const mirror = await newLiveMirror();
    const user = await newUser();
    await appendEvents(user, 30);
    const head = await headSeq(user);
    expect(await mirror.turn({ pages: 3, pageEvents: 5 })).toBe('more');
    const { seq } = await consumerOf(mirror.feed, mirror.consumer);
    expect(mirror.upstash.calls).toHaveLength(3);
    expect(head - seq).toBeGreaterThan(0);
    mirror.upstash.answerBy(() => {
      mirror.clock.nowMs += 8_000;
      return null;
    });
    expect(await mirror.turn({ pageEvents: 5 })).toBe('more');
    expect(mirror.upstash.calls).toHaveLength(5);
    await mirror.settle();
    const all = mirror.upstash.written.map(placeOf);
    expect(deduplicated(all)).toEqual(all);
    expect(await consumerOf(mirror.feed, mirror.consumer)).toMatchObject({ lagEvents: 0 });
  });

  it('PM14 a sink that is slow gets smaller pages until it takes them in its time, and all of the log', async () => {
    const user = await newUser();
    await create(user, 60);
    const mirror = newMirror();
    let msPerRecord = 400;
    const sizes: number[] = [];
    const publish: MirrorDeps['sink']['publish'] = async (records, timeoutMs) => {
      const takesMs = records.length * msPerRecord;
      mirror.clock.nowMs += Math.min(takesMs, timeoutMs);
      if (takesMs > timeoutMs) throw new DOMException('It took too long.', 'TimeoutError');
      sizes.push(records.length);
      await mirror.deps.sink.publish(records, timeoutMs);
    };
    const settle = async () => {
      for (let turns = 0; turns < 200; turns += 1) {
        const ended = await runMirrorTurn({ ...mirror.deps, sink: { publish } }).catch(() => 'failed');
        if (ended === 'idle') return;
      }
      throw new Error('it never comes to the end of the log');
    };
    await settle();
    expect(mirror.logged.filter(({ event }) => event === 'mirror.snapshot_finished')).toHaveLength(1);
    await appendEvents(user, 300);
    const from = mirror.upstash.written.length;
    await settle();
    const arrived = mirror.upstash.written.slice(from).filter(({ topic }) => topic !== 'task-updates');
    expect(arrived.map(placeOf)).toEqual((await logOf(user)).slice(-300));
    expect(Math.max(...sizes)).toBeLessThanOrEqual(25);
    // As soon as it is quick again the pages grow, and what made them small is forgotten.
    msPerRecord = 0;
    sizes.splice(0);
    await appendEvents(user, 5_000);
    await settle();
    expect(Math.max(...sizes)).toBeGreaterThanOrEqual(TURN_BOUNDS.pageEvents);
    expect(mirror.state().pageEvents).toBeNull();
  });

  it('PM5 what the sink never takes is found among its neighbours and put aside; so is what cannot be read', async () => {
    const mirror = await newLiveMirror();
    const user = await newUser();
    const before = new Set(await logOf(user));
    await create(user, 5);
    const own = (await logOf(user)).filter((each) => !before.has(each));
    const poison = own[2] ?? '';
    mirror.upstash.answerBy((messages) =>
      messages.some(({ topic, value }) => topic === 'task-events' && value?.includes(poison)) ? 'refused' : null,
    );
    await mirror.settle();
    const arrived = deduplicated(sequences(mirror.upstash.on('task-events', user.id)));
    expect(arrived.filter((each) => !before.has(each))).toEqual(own.filter((each) => each !== poison));
    const [letter, ...others] = mirror.upstash.on('dlq.task-events', user.id);
    expect(others).toEqual([]);
    expect(letter?.headers).toContainEqual({ key: 'sequence', value: poison });
    expect(letter?.headers.find(({ key }) => key === 'error')?.value).toMatch(/400: Never/);
    expect(mirror.logged.filter(({ event }) => event === 'mirror.dead_lettered')).toHaveLength(1);
  });

  it('PM6 after a restore nothing of the new line is sent until a resync; then the snapshot comes first', async () => {
    expectConsoleErrors();
    const mirror = await newLiveMirror();
    const user = await newUser();
    await create(user, 3);
    await mirror.settle();
    mirror.upstash.calls.splice(0);
    await restoreLogTo(user, (await headSeq(user)) - 2);
    await create(user, 1);
    // The first question finds out and loses the lease.
    const turns = [await mirror.turn(), await mirror.turn(), await mirror.turn()];
    expect(turns.slice(-2)).toEqual(['rewound', 'rewound']);
    expect(mirror.upstash.calls).toEqual([]);
    await resyncConsumer(user.db, mirror.consumer);
    await mirror.turn();
    await mirror.settle();
    expect(mirror.logged.filter(({ event }) => event === 'mirror.snapshot_finished')).toHaveLength(2);
    const topics = mirror.upstash.calls.flatMap(({ messages }) => messages.map(({ topic }) => topic));
    expect(new Set(topics)).toEqual(new Set(['task-updates']));
  });

  it('PM7 a crash loses nothing: the lease that was written down is renewed at once', async () => {
    const mirror = await newLiveMirror();
    const user = await newUser();
    await create(user, 1);
    const { token } = mirror.state();
    mirror.upstash.fail('lost answer');
    await expect(mirror.turn()).rejects.toThrow();
    expect(await mirror.turn()).toBe('idle');
    expect(mirror.state().token).toBe(token);
    expect(deduplicated(sequences(mirror.upstash.on('task-events', user.id)))).toEqual(await logOf(user));
  });

  it('PM8 a sink that falls silent is given up, one that refuses the login is tried again', async () => {
    const { target, upstash } = newMirror();
    const record = { topic: 'reminders', key: 'a', body: '{}', contentType: 'application/json', headers: {} } as const;
    const silent = (_: string, { signal }: RequestInit) =>
      new Promise<Response>((_resolve, reject) => {
        signal?.addEventListener('abort', () => reject(signal.reason));
      });
    await expect(createUpstashSink(target, { fetch: silent }).publish([record], 20)).rejects.toThrow(/time/i);
    upstash.fail('refused', 'busy');
    const sink = createUpstashSink(target, { fetch: upstash.fetch });
    await expect(sink.publish([record], 1000)).rejects.toMatchObject({ name: 'RecordsRefused' });
    await expect(sink.publish([record], 1000)).rejects.toMatchObject({ name: 'SinkUnavailable' });
    const forgetful = createUpstashSink(target, { fetch: async () => Response.json([]) });
    await expect(forgetful.publish([record], 1000)).rejects.toMatchObject({ name: 'SinkUnavailable' });
    const stranger = createUpstashSink(target, {
      fetch: async () => Response.json({ error: 'Send a valid login.', status: 401 }, { status: 401 }),
    });
    await expect(stranger.publish([record], 1000)).rejects.toMatchObject({ name: 'SinkUnavailable' });
    const elsewhere = createUpstashSink(target, {
      fetch: async (_, { redirect }) => new Response(redirect, { status: 302, headers: { location: 'https://a' } }),
    });
    await expect(elsewhere.publish([record], 1000)).rejects.toThrow(/302/);
  });

  it('PM8 the prefix of the deployment stands before each topic', async () => {
    const { target, upstash } = newMirror();
    const record = { topic: 'reminders', key: 'a', body: '{}', contentType: 'application/json', headers: {} } as const;
    await createUpstashSink(target, { fetch: upstash.fetch }).publish([record], 1000);
    expect(upstash.written).toMatchObject([{ topic: 'x.reminders', key: 'a', value: '{}' }]);
  });
});
