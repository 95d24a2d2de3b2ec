import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Kafka } from 'kafkajs';

/**
 * Shows Prometheus the end of each partition as kafka_exporter does, read from a real broker at every look: the exporter
 * itself cannot be had everywhere these tests run. An empty topic is there, as 0.
 */
export async function serveTopicOffsets(kafka: Kafka, topics: readonly string[]) {
  const admin = kafka.admin();
  await admin.connect();
  const linesOf = async (topic: string) =>
    (await admin.fetchTopicOffsets(topic)).map(
      ({ partition, high }) =>
        `kafka_topic_partition_current_offset{partition="${partition}",topic="${topic}"} ${high}\n`,
    );
  const server = createServer(async (_request, response) => {
    const lines = (await Promise.all(topics.map(linesOf))).flat();
    response.writeHead(200, { 'content-type': 'text/plain' });
    response.end(`# TYPE kafka_topic_partition_current_offset gauge\n${lines.join('')}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return {
    address: `127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`,
    async close() {
      server.close();
      await admin.disconnect();
    },
  };
}
