import { setTimeout as delay } from 'node:timers/promises';
import { typeidUnboxed } from 'typeid-js';
import { z } from 'zod';
import { ensureKafka } from '../../scripts/cluster/ensure-kafka.ts';
import { type BenchAccount, newBenchAccount } from '../account.ts';
import { type Arrivals, newArrivals } from '../arrivals.ts';
import type { BareKafka } from '../bare-kafka.ts';
import { type BridgeStage, onBridgeStage } from '../bridge-stage.ts';
import { readCreated } from '../created-event.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { atRate, openLoop, percentile } from '../http-load.ts';
import { comparePairs } from '../pairs.ts';
import { pairLine } from '../report.ts';

const PER_SECOND = 100;
const USERS = 8;
const PREFIX = 'lag.';
/** As many partitions as the topics of the mirror have by default. */
const BARE_TOPICS = { events: ['bare-events', 3], states: ['bare-states', 2] } as const;
/** A second copy of a record would follow on the heels of the last. */
const LINGER_MS = 1_000;

interface Size {
  readonly seconds: number;
  readonly pairs: number;
}

const FULL: Size = { seconds: 5, pairs: 7 };
const QUICK: Size = { seconds: 1, pairs: 2 };

const BareSchema = z.object({ id: z.string(), sequence: z.int() });

/**
 * P5: 100 events a second, from each one's commit until a consumer of the cluster that reads only what is committed has
 * it; beside kafkajs alone, which sends records as long as those, all that wait in one transaction after the other.
 */
export async function benchBridgeLag(worker: DirectWorker, { isQuick }: { isQuick: boolean }): Promise<string[]> {
  const unable = await ensureKafka();
  if (unable) return [`P5 not measured: ${unable}`];
  return await onBridgeStage(worker, (stage) => measure(worker, stage, isQuick ? QUICK : FULL));
}

async function measure(worker: DirectWorker, stage: BridgeStage, { seconds, pairs }: Size): Promise<string[]> {
  const accounts = await Promise.all(Array.from({ length: USERS }, () => newBenchAccount(worker.origin)));
  const mirror = await stage.startMirror(PREFIX);
  await Promise.all([mirror.untilLogged('mirror.snapshot_finished'), mirror.untilLogged('mirror.bell')]);
  const count = seconds * PER_SECOND;
  const created = newArrivals(readCreated);
  await stage.bare.consume([`${PREFIX}task-events`], created.note);
  // It warms up, and shows how long the records are.
  const [first] = (await throughBridge(worker, accounts, created, count)).arrivals;
  if (!first) throw new Error('nothing was read');
  const lengths = { event: first.value.length, state: readCreated(first.value)?.state.length ?? 0 };
  const sent = newArrivals((value) => BareSchema.parse(JSON.parse(value)));
  const withoutBridge = await newBareRound(stage.bare, sent, lengths, count);
  await withoutBridge();

  const pooled = { sinceCommit: [0], sinceDue: [0], bare: [0] };
  for (const lags of Object.values(pooled)) lags.length = 0;
  const ours = async () => {
    const { sinceCommit, sinceDue } = await throughBridge(worker, accounts, created, count);
    pooled.sinceCommit.push(...sinceCommit);
    pooled.sinceDue.push(...sinceDue);
    return p95(sinceCommit);
  };
  const bare = async () => {
    const lags = await withoutBridge();
    pooled.bare.push(...lags);
    return p95(lags);
  };
  const pair = await comparePairs(ours, bare, pairs);
  const control = await comparePairs(bare, bare, pairs);
  await delay(LINGER_MS);
  const { doubled, disordered } = created.faults();
  return [
    pairLine(`P5 commit → read by a consumer, ${PER_SECOND} events/s, p95`, pair, '≤ 3, and ≤ 120 ms', 'ms'),
    pairLine('P5 control (bare against bare)', control, '0.9 – 1.1', 'ms'),
    spreadLine('P5 commit → read', pooled.sinceCommit),
    spreadLine('P5 request due → read', pooled.sinceDue),
    spreadLine('P5 bare, due → read', pooled.bare),
    `P5 correctness: ${(pairs + 1) * count} tasks created, ${created.count()} events read; ${doubled} doubled, ${disordered} out of order for their user; records of ${lengths.event} and ${lengths.state} characters`,
  ];
}

/** One round of ours: creates at a fixed rate, each in the name of the next user. */
async function throughBridge(
  worker: DirectWorker,
  accounts: readonly BenchAccount[],
  created: Arrivals,
  count: number,
) {
  const dueMs = new Map<string, number>();
  const load = openLoop({
    origin: worker.origin,
    perSecond: PER_SECOND,
    count,
    make(index, due) {
      const taskId = typeidUnboxed('task');
      dueMs.set(taskId, due);
      const command = { id: taskId, type: 'task.create', taskId, title: `Buy milk and bread, ${index}` };
      const headers = accounts[index % accounts.length]?.headers;
      return { method: 'POST', path: '/api/v1/commands', headers, body: JSON.stringify({ commands: [command] }) };
    },
  });
  const [{ errors }, arrivals] = await Promise.all([load, created.next(count)]);
  if (errors > 0) throw new Error(`${errors} creates failed`);
  const read = arrivals.map((arrival) => ({ arrival, event: readCreated(arrival.value) }));
  return {
    arrivals,
    sinceCommit: read.map(({ arrival, event }) => arrival.atEpochMs - (event?.atEpochMs ?? Number.NaN)),
    sinceDue: read.map(({ arrival, event }) => arrival.atMs - (dueMs.get(event?.taskId ?? '') ?? Number.NaN)),
  };
}

/** Rounds of kafkajs alone: records are due at the same rate, and all that wait go out in one transaction. */
async function newBareRound(
  kafka: BareKafka,
  sent: Arrivals,
  lengths: { readonly event: number; readonly state: number },
  count: number,
): Promise<() => Promise<number[]>> {
  for (const [topic, partitions] of Object.values(BARE_TOPICS)) await kafka.createTopic(topic, partitions);
  const producer = await kafka.newProducer('bench-bare');
  await kafka.consume([BARE_TOPICS.events[0]], sent.note);
  let sequence = 0;
  const newRecord = () => {
    sequence += 1;
    const id = typeidUnboxed('task');
    const event = { id, sequence, rest: '' };
    const rest = 'x'.repeat(Math.max(0, lengths.event - JSON.stringify(event).length));
    return { id, key: `user-${sequence % USERS}`, event: JSON.stringify({ ...event, rest }) };
  };
  return async () => {
    const dueMs = new Map<string, number>();
    let waiting: ReturnType<typeof newRecord>[] = [];
    let wake = Promise.withResolvers<void>();
    const state = 'x'.repeat(lengths.state);
    const send = async () => {
      for (let done = 0; done < count; ) {
        if (waiting.length === 0) await wake.promise;
        const batch = waiting;
        waiting = [];
        wake = Promise.withResolvers();
        const transaction = await producer.transaction();
        await transaction.sendBatch({
          topicMessages: [
            { topic: BARE_TOPICS.events[0], messages: batch.map(({ key, event }) => ({ key, value: event })) },
            { topic: BARE_TOPICS.states[0], messages: batch.map(({ id }) => ({ key: id, value: state })) },
          ],
        });
        await transaction.commit();
        done += batch.length;
      }
    };
    const fill = atRate(PER_SECOND, count, (_, due) => {
      const record = newRecord();
      dueMs.set(record.id, due);
      waiting.push(record);
      wake.resolve();
    });
    const [arrivals] = await Promise.all([sent.next(count), send(), fill]);
    return arrivals.map(({ atMs, value }) => atMs - (dueMs.get(idOf(value)) ?? Number.NaN));
  };
}

function idOf(value: string): string {
  return BareSchema.parse(JSON.parse(value)).id;
}

function p95(lags: readonly number[]): number {
  return percentile(sorted(lags), 0.95);
}

function spreadLine(name: string, lags: readonly number[]): string {
  const inOrder = sorted(lags);
  const [p50, high, max] = [0.5, 0.95, 1].map((fraction) => percentile(inOrder, fraction).toFixed(1));
  return `${name}: p50 ${p50}, p95 ${high}, max ${max} ms`;
}

function sorted(lags: readonly number[]): number[] {
  return lags.toSorted((a, b) => a - b);
}
