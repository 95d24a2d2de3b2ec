import { randomUUID } from 'node:crypto';
import { type MemoryBroker, memorySink } from '../sinks/memory-sink.ts';
import { memorySource } from '../sources/memory-source.ts';
import type { Transport } from './transport.ts';

/** All parts of one process share the broker; it ends with the process. */
export function memoryTransport(broker: MemoryBroker): Transport {
  return {
    newSink: (name) => memorySink(broker, name),
    newOpenSink: () => memorySink(broker, randomUUID()),
    newSource: () => memorySource(broker),
    prepare: async () => {},
    check: async () => {},
  };
}
