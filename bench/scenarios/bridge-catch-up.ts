import { setTimeout as delay } from 'node:timers/promises';
import { TOPICS } from '#core/feed/topics.ts';
import { ensureKafka } from '../../scripts/cluster/ensure-kafka.ts';
import { ensureKcat } from '../../scripts/cluster/ensure-kcat.ts';
import { readBack } from '../../scripts/cluster/read-back.ts';
import { type BenchAccount, fillAccount, newBenchAccount } from '../account.ts';
import { type Arrival, newArrivals } from '../arrivals.ts';
import { newBareBatches, type SentEvent } from '../bare-batches.ts';
import { type BridgeStage, CONSUMER, onBridgeStage } from '../bridge-stage.ts';
import { readCreated } from '../created-event.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { openLoop, percentile } from '../http-load.ts';
import { type GrowingMemory, memoryLine } from '../memory.ts';
import type { MirrorProcess, MirrorSample } from '../mirror-process.ts';
import { comparePairs, pairResult } from '../pairs.ts';
import { pairLine } from '../report.ts';

const USERS = 10;
/** What each user writes before it is the next one's turn: a page of the feed has several of them. */
const PER_TURN = 200;
const CREATES_PER_SECOND = 50;
const SAMPLE_EVERY_MS = 100;
const ROUND_TIMEOUT_MS = 300_000;
/** So many different events are sent without the bridge, in turn: all of them would only fill this process. */
const BARE_EVENTS = 5_000;

interface Size {
  readonly events: number;
  readonly pairs: number;
  readonly quietCreates: number;
}

const FULL: Size = { events: 100_000, pairs: 5, quietCreates: 400 };
const QUICK: Size = { events: 6_000, pairs: 2, quietCreates: 50 };

/** What the rounds of ours saw beside their speed. */
interface Seen {
  /** p95 of creating a task while the mirror catches up, and while there is none, in ms. */
  readonly creates: (readonly [busy: number, quiet: number])[];
  readonly memory: GrowingMemory[];
  readonly rounds: { events: number; doubled: number; disordered: number }[];
  /** Some of the events that were read back, in the order of the log. */
  sample: SentEvent[];
}

/**
 * P6: a mirror comes back after an outage: from the moment it holds the lease until the broker has acknowledged what was
 * written meanwhile, beside kafkajs alone that sends the same records in batches; what the API is like then, and how much
 * memory the mirror takes.
 */
export async function benchBridgeCatchUp(worker: DirectWorker, { isQuick }: { isQuick: boolean }): Promise<string[]> {
  const unable = (await ensureKafka()) ?? (await ensureKcat());
  if (unable) return [`P6 not measured: ${unable}`];
  return await onBridgeStage(worker, (stage) => measure(worker, stage, isQuick ? QUICK : FULL));
}

async function measure(worker: DirectWorker, stage: BridgeStage, size: Size): Promise<string[]> {
  const writers = await Promise.all(Array.from({ length: USERS }, () => newBenchAccount(worker.origin)));
  const visitor = await newBenchAccount(worker.origin);
  const first = await stage.startMirror('first.');
  await first.untilLogged('mirror.snapshot_finished');
  await first.stop();
  const { seq: outage } = await stage.place();
  for (let at = 0; at < size.events; at += PER_TURN) {
    const writer = writers[(at / PER_TURN) % USERS];
    if (writer) await fillAccount(writer, at, Math.min(at + PER_TURN, size.events));
  }
  const { head } = await stage.place();
  if (head - outage !== size.events) throw new Error(`${size.events} tasks became ${head - outage} events`);

  const seen: Seen = { creates: [], memory: [], rounds: [], sample: [] };
  let round = 0;
  const ours = async () => {
    round += 1;
    return await catchUp(
      { worker, stage, size, visitor, outage, prefix: `round-${round}.`, isQuietFirst: round % 2 === 1 },
      seen,
    );
  };
  // It warms up, and what it published is what the other side sends.
  await ours();
  const bare = newBareBatches(stage.bare, seen.sample, size.events);
  await bare();
  for (const list of [seen.creates, seen.memory]) list.length = 0;
  const pair = await comparePairs(ours, bare, size.pairs);
  const control = await comparePairs(bare, bare, size.pairs);
  // The broker and whoever sends take the same two cores: what the API loses to them alone.
  const besideBare: (readonly [busy: number, quiet: number])[] = [];
  for (let n = 0; n < size.pairs; n += 1)
    besideBare.push([await createP95While(visitor, bare), await createP95(visitor, size.quietCreates)]);
  const sum = (of: 'events' | 'doubled' | 'disordered') => seen.rounds.reduce((total, each) => total + each[of], 0);
  return [
    pairLine(`P6 catch-up of ${size.events} events`, pair, '≥ 0.25, and ≥ 10,000/s', 'events/s'),
    pairLine('P6 control (bare against bare)', control, '0.9 – 1.1', 'events/s'),
    pairLine('P6 create meanwhile, beside create without a mirror, p95', pairResult(seen.creates), '≤ 1.5', 'ms'),
    pairLine(
      'P6 control (create while kafkajs alone sends, p95)',
      pairResult(besideBare),
      'the part of the machine',
      'ms',
    ),
    memoryLine('P6 memory of the mirror', seen.memory),
    `P6 correctness: ${round} rounds of ${size.events} events and what was created meanwhile: ${sum('events')} read back, none missing; ${sum('doubled')} doubled, ${sum('disordered')} out of order for their user`,
  ];
}

interface Round {
  readonly worker: DirectWorker;
  readonly stage: BridgeStage;
  readonly size: Size;
  readonly visitor: BenchAccount;
  /** Where the log ended when the outage began. */
  readonly outage: number;
  /** Of topics of its own. */
  readonly prefix: string;
  /** Whether the API is measured without a mirror before or after. */
  readonly isQuietFirst: boolean;
}

/** @returns events a second */
async function catchUp(
  { worker, stage, size, visitor, outage, prefix, isQuietFirst }: Round,
  seen: Seen,
): Promise<number> {
  const rewound = await fetch(`${worker.bareOrigin}/rewind?consumer=${CONSUMER}&seq=${outage}`);
  if (!rewound.ok) throw new Error(`the mirror could not be put back: ${await rewound.text()}`);
  const quietBefore = isQuietFirst ? await createP95(visitor, size.quietCreates) : null;
  const backlog = (await stage.place()).head - outage;
  const mirror = await stage.startMirror(prefix);
  await mirror.untilLogged('mirror.leased');
  const begunMs = performance.now();
  const caughtUp = new AbortController();
  const creating = createP95(visitor, (ROUND_TIMEOUT_MS / 1000) * CREATES_PER_SECOND, caughtUp.signal);
  const samples = await sampleUntil(mirror, backlog);
  const seconds = ((samples.at(-1)?.atMs ?? Number.NaN) - begunMs) / 1000;
  caughtUp.abort();
  const busy = await creating;
  await mirror.stop();
  const quiet = quietBefore ?? (await createP95(visitor, size.quietCreates));
  seen.creates.push([busy, quiet]);
  seen.memory.push(samples);
  await checkRound(stage, prefix, outage, seen);
  await stage.bare.deleteTopics(TOPICS.map((topic) => `${prefix}${topic}`));
  return backlog / seconds;
}

async function sampleUntil(mirror: MirrorProcess, events: number): Promise<MirrorSample[]> {
  const samples: MirrorSample[] = [];
  const untilMs = performance.now() + ROUND_TIMEOUT_MS;
  for (;;) {
    const sample = await mirror.sample();
    samples.push(sample);
    if (sample.events >= events) return samples;
    if (sample.atMs > untilMs) throw new Error(`only ${sample.events} of ${events} events in ${ROUND_TIMEOUT_MS} ms`);
    await delay(SAMPLE_EVERY_MS);
  }
}

/** @returns the 95th percentile of creating tasks while something else is done, in ms */
async function createP95While(visitor: BenchAccount, work: () => Promise<unknown>): Promise<number> {
  const done = new AbortController();
  const creating = createP95(visitor, (ROUND_TIMEOUT_MS / 1000) * CREATES_PER_SECOND, done.signal);
  await work();
  done.abort();
  return await creating;
}

/** @returns the 95th percentile of creating tasks at a fixed rate, in ms */
async function createP95(visitor: BenchAccount, count: number, signal?: AbortSignal): Promise<number> {
  const { latencies, errors } = await openLoop({
    origin: visitor.origin,
    perSecond: CREATES_PER_SECOND,
    count,
    make: () => ({ method: 'POST', path: '/api/v1/tasks', headers: visitor.headers, body: '{"title":"Buy milk"}' }),
    isDone: (status) => status === 201,
    ...(signal && { signal }),
  });
  if (errors > 0) throw new Error(`${errors} of ${errors + latencies.length} creates failed`);
  return percentile(latencies, 0.95);
}

/** Reads back what a round published, with another client; a round that lost an event is no result. */
async function checkRound(stage: BridgeStage, prefix: string, outage: number, seen: Seen): Promise<void> {
  const { seq } = await stage.place();
  const arrivals = newArrivals(readCreated);
  const read = await readBack(stage.bootstrap, `${prefix}task-events`);
  const records = read.map(({ key, value }) => ({ key: key ?? '', value: value ?? '' }));
  arrivals.note({ topic: prefix, atMs: 0, atEpochMs: 0, records });
  const events = arrivals.count();
  if (events !== seq - outage) throw new Error(`${seq - outage} events are acknowledged, ${events} are on the topic`);
  seen.rounds.push({ events, ...arrivals.faults() });
  if (seen.sample.length > 0) return;
  const inOrder = (await arrivals.next(events)).map(toSentEvent).sort((a, b) => a.sequence - b.sequence);
  seen.sample = inOrder.slice(0, BARE_EVENTS);
}

function toSentEvent({ key, value }: Arrival): SentEvent {
  const event = readCreated(value);
  if (!event) throw new Error('something else than a created task was counted as one');
  return { sequence: event.sequence, key, event: value, taskId: event.taskId, state: event.state };
}
