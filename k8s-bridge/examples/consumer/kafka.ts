import { Kafka } from 'kafkajs';
import { openTasks } from './open-tasks.ts';

// Plain Kafka: `KAFKA_BROKERS=localhost:9092 node k8s-bridge/examples/consumer/kafka.ts`

const {
  KAFKA_BROKERS = 'localhost:9092',
  TOPIC_PREFIX = '',
  GROUP = 'open-tasks',
  STATE = 'open-tasks.sqlite',
} = process.env;
const tasks = openTasks(STATE);
const consumer = new Kafka({ clientId: GROUP, brokers: KAFKA_BROKERS.split(',') }).consumer({
  groupId: GROUP,
  // The mirror writes in transactions: what was given up must not be seen. It is kafkajs' default, and worth saying.
  readUncommitted: false,
});

await consumer.connect();
await consumer.subscribe({ topic: `${TOPIC_PREFIX}task-events`, fromBeginning: true });
await consumer.run({
  // Offsets move after the work. A crash in between means that the same event comes again, and is known.
  eachMessage: async ({ message }) => {
    if (message.value === null) return;
    const event = JSON.parse(message.value.toString());
    const isNew = tasks.apply(event, Date.now());
    process.stdout.write(`${isNew ? 'new  ' : 'known'} ${event.type} ${event.subject}\n`);
  },
});

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, async () => {
    await consumer.disconnect();
    tasks.close();
  });
}
