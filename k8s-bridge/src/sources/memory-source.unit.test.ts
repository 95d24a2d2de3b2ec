import { newMemoryBroker } from '#bridge/sinks/memory-sink.ts';
import { memorySource } from '#bridge/sources/memory-source.ts';
import { sourceContract } from '#test/contracts/event-source.ts';

sourceContract(async () => {
  const broker = newMemoryBroker();
  return { newSource: () => memorySource(broker), put: async (records) => broker.append(records) };
});
