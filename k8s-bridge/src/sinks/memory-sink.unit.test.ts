import { memorySink, newMemoryBroker } from '#bridge/sinks/memory-sink.ts';
import { sinkContract } from '#test/contracts/event-sink.ts';

sinkContract(
  async () => {
    const broker = newMemoryBroker();
    return {
      newSink: (name) => memorySink(broker, name),
      read: async (topic) =>
        broker.records
          .filter((record) => record.topic === topic)
          .map(({ key, body, headers, contentType }) => ({
            key,
            body,
            headers: { ...headers, 'content-type': contentType },
          })),
    };
  },
  { canFence: true },
);
