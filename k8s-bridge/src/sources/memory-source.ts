import { type Clock, systemClock } from '../clock.ts';
import type { Log } from '../log.ts';
import type { SinkRecord } from '../sinks/event-sink.ts';
import type { MemoryBroker } from '../sinks/memory-sink.ts';
import type { EventSource, SourceRecord } from './event-source.ts';
import { handleUntilSettled } from './handle-until-settled.ts';
import { newLanes } from './lanes.ts';
import { newSlots } from './slots.ts';

const BATCH = 100;
const silent: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

interface Parts {
  readonly clock?: Pick<Clock, 'wait'>;
  readonly random?: () => number;
  readonly log?: Log;
}

/** Reads a broker in memory. The places of its groups live as long as the broker. */
export function memorySource(
  broker: MemoryBroker,
  { clock = systemClock, random = Math.random, log = silent }: Parts = {},
): EventSource {
  return {
    async run({ group, topics, handle, maxInFlight, order }, signal) {
      while (!signal.aborted) {
        const from = broker.placeOf(group);
        await broker.more(from, signal);
        const batch = broker.records.slice(from, from + BATCH);
        const lanes = newLanes(order, newSlots(maxInFlight));
        const settled = batch.map(() => false);
        for (const [index, record] of batch.entries()) {
          if (signal.aborted) break;
          if (!topics.includes(record.topic)) {
            settled[index] = true;
            continue;
          }
          const received = toReceived(record, from + index);
          await lanes.add(received, async () => {
            settled[index] = await handleUntilSettled(received, handle, signal, { clock, random, log });
          });
        }
        await lanes.idle();
        const unsettled = settled.indexOf(false);
        broker.keepPlace(group, from + (unsettled === -1 ? batch.length : unsettled));
      }
    },
    check: async () => {},
  };
}

function toReceived({ topic, key, body, contentType, headers }: SinkRecord, at: number): SourceRecord {
  return { topic, key, body, headers: { ...headers, 'content-type': contentType }, position: `memory/${at}` };
}
