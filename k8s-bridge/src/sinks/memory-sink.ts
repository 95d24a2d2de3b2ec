import { SinkFenced, SinkUnavailable } from '../errors.ts';
import type { EventSink, SinkRecord } from './event-sink.ts';

/** Topics of one process, for development without a broker and for tests. */
export interface MemoryBroker {
  /** Everything that was published, in order. */
  readonly records: readonly SinkRecord[];
  /** Resolves when records stand after the first `count`; at once when they do, or when `signal` is aborted. */
  readonly more: (count: number, signal?: AbortSignal) => Promise<void>;
  readonly append: (batch: readonly SinkRecord[]) => void;
  /** Takes over for a name: the returned function says whether nobody has done so since. */
  readonly claim: (name: string) => () => boolean;
  /** How many records a group of consumers has behind it. */
  readonly placeOf: (group: string) => number;
  readonly keepPlace: (group: string, place: number) => void;
}

export function newMemoryBroker(): MemoryBroker {
  const records: SinkRecord[] = [];
  const claims = new Map<string, symbol>();
  const places = new Map<string, number>();
  let grown = Promise.withResolvers<void>();
  return {
    records,
    async more(count, signal) {
      while (records.length <= count && !signal?.aborted) {
        const aborted = Promise.withResolvers<void>();
        signal?.addEventListener('abort', () => aborted.resolve(), { once: true });
        await Promise.race([grown.promise, aborted.promise]);
      }
    },
    append(batch) {
      records.push(...batch);
      grown.resolve();
      grown = Promise.withResolvers();
    },
    claim(name) {
      const mine = Symbol(name);
      claims.set(name, mine);
      return () => claims.get(name) === mine;
    },
    placeOf: (group) => places.get(group) ?? 0,
    keepPlace: (group, place) => {
      places.set(group, place);
    },
  };
}

/**
 * A sink into a broker in memory; it fences like the one for Kafka.
 *
 * @param name whom it fences
 */
export function memorySink(broker: MemoryBroker, name: string): EventSink {
  let isMine: (() => boolean) | null = null;
  return {
    async connect() {
      isMine = broker.claim(name);
    },
    async publish(batch) {
      if (!isMine) throw new SinkUnavailable('the sink is not connected');
      if (!isMine()) throw new SinkFenced(`another ${name} has connected since`);
      broker.append(batch);
    },
    async close() {
      isMine = null;
    },
  };
}
