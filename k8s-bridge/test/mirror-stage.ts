import { setImmediate as turn } from 'node:timers/promises';
import { z } from 'zod';
import type { Clock } from '#bridge/clock.ts';
import type { LogEvent } from '#bridge/log.ts';
import { newMetrics } from '#bridge/metrics.ts';
import type { MirrorDeps } from '#bridge/roles/mirror/mirror-deps.ts';
import { runMirror } from '#bridge/roles/mirror/run-mirror.ts';
import type { EventSink, SinkRecord } from '#bridge/sinks/event-sink.ts';
import { memorySink, newMemoryBroker } from '#bridge/sinks/memory-sink.ts';
import { newFakeFeed } from './fake-feed.ts';

/** A clock that stands until somebody waits: then it is at once so much later. */
export function steppingClock(): Clock & { advance: (ms: number) => void; readonly waits: number[] } {
  let ms = 1_800_000_000_000;
  const waits: number[] = [];
  return {
    waits,
    advance: (by) => {
      ms += by;
    },
    nowMs: () => ms,
    monotonicMs: () => ms,
    async wait(by, signal) {
      waits.push(by);
      if (!signal?.aborted) ms += by;
      await turn();
    },
  };
}

interface StageOptions {
  readonly isLiveAtOnce?: boolean;
  readonly onEpochChange?: MirrorDeps['onEpochChange'];
  readonly pageEvents?: number;
  /** Stands between the mirror and the sink in memory. */
  readonly wrap?: (sink: EventSink) => EventSink;
}

/** A mirror with everything around it in memory. */
export function newStage({
  isLiveAtOnce,
  onEpochChange = 'stop',
  pageEvents = 1000,
  wrap = (sink) => sink,
}: StageOptions = {}) {
  const clock = steppingClock();
  const feed = newFakeFeed({ nowMs: clock.nowMs, isLiveAtOnce });
  const broker = newMemoryBroker();
  const logged: LogEvent[] = [];
  const write = (event: LogEvent) => logged.push(event);
  const metrics = newMetrics();
  const sink = wrap(memorySink(broker, 'mirror'));
  let idle: () => void = () => {};
  const bell = {
    isConnected: () => true,
    async wait(ms: number) {
      idle();
      await clock.wait(ms);
    },
  };
  const deps: MirrorDeps = {
    feed,
    sink,
    bell,
    clock,
    random: () => 0.5,
    log: { debug: write, info: write, warn: write, error: write },
    metrics,
    consumer: 'mirror',
    holder: 'test/1',
    onEpochChange,
    pageEvents,
  };
  return {
    feed,
    broker,
    clock,
    deps,
    metrics,
    logged,
    /** Runs it until it is idle and `isOver`; or, where it never comes to that, until `isOver` at one of its waits. */
    async run(isOver: () => boolean = () => true, { isAnyWait = false } = {}): Promise<void> {
      const stop = new AbortController();
      const look = () => {
        if (isOver()) stop.abort();
      };
      idle = look;
      const wait: Clock['wait'] = async (ms, signal) => {
        if (isAnyWait) look();
        await clock.wait(ms, signal);
      };
      await runMirror({ ...deps, clock: { ...clock, wait } }, stop.signal);
    },
  };
}

/** The records of one topic. */
export const on = (records: readonly SinkRecord[], topic: SinkRecord['topic']) =>
  records.filter((each) => each.topic === topic);
/** The event ids of records. */
export const idsOf = (records: readonly SinkRecord[]) =>
  records.map(({ body }) => z.looseObject({ id: z.string() }).parse(JSON.parse(body ?? '')).id);

/** Fails the nth publish (from 1) in the given way, before or after its records have arrived. */
export function failing(nth: number, error: () => Error, { isAfter }: { isAfter: boolean }) {
  let published = 0;
  return (sink: EventSink): EventSink => ({
    ...sink,
    async publish(batch, options) {
      published += 1;
      if (published !== nth) return await sink.publish(batch, options);
      if (isAfter) await sink.publish(batch, options);
      throw error();
    },
  });
}
