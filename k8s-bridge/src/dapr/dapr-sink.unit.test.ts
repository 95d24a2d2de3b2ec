import { expect, test } from 'vitest';
import { RecordsRefused, SinkUnavailable } from '#bridge/errors.ts';
import { daprSink } from './dapr-sink.ts';

const RECORD = { topic: 'task-events', key: 'a', body: '{}', contentType: 'application/json', headers: {} } as const;

async function publishTo(status: number, text: string): Promise<unknown> {
  const ask = async () => new Response(text, { status });
  const sink = daprSink({ pubsub: 'pubsub', prefix: '', ask, checkOutbound: async () => {} });
  await sink.connect();
  // What is left of a lease is no whole number of milliseconds.
  return await sink.publish([RECORD], { timeoutMs: 999.5 }).catch((error: unknown) => error);
}

test.each([
  [400, 'pubsub pubsub is not found'],
  [403, 'topic task-events is not allowed for app id bridge'],
  [404, 'pubsub pubsub not found'],
  [500, 'the broker is away'],
])('SK15 %i of Dapr is no fault of a record: it is tried again', async (status, text) => {
  expect(await publishTo(status, text)).toBeInstanceOf(SinkUnavailable);
});

test.each([
  [413, ''],
  [500, 'kafka server: message was too large'],
])('SK15 %i (%s) is', async (status, text) => {
  expect(await publishTo(status, text)).toBeInstanceOf(RecordsRefused);
});
