import { expect, test } from 'vitest';
import type { SourceRecord } from '../sources/event-source.ts';
import type { Transport } from '../transport/transport.ts';
import { tracedTransport } from './traced-transport.ts';
import type { Step } from './tracing.ts';

const ORIGIN = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const body = JSON.stringify({ type: 'carillon.task.created.v1', origintrace: ORIGIN });

/** A transport that takes and gives what a test says, and what was written down of it. */
function traced(outcome: () => Promise<void>) {
  const steps: { step: Step; origins: readonly string[]; error?: unknown }[] = [];
  const record: SourceRecord = { topic: 'reminders', key: 'usr_1', body, headers: {}, position: '0/7' };
  const plain: Transport = {
    newSink: () => ({ connect: async () => {}, publish: outcome, close: async () => {} }),
    newOpenSink: () => ({ connect: async () => {}, publish: outcome, close: async () => {} }),
    newSource: () => ({
      run: async ({ handle }, signal) => {
        await handle(record, signal);
      },
      check: async () => {},
    }),
    prepare: async () => {},
    check: async () => {},
  };
  const transport = tracedTransport(plain, {
    async within(step, origins, work) {
      const entry: (typeof steps)[number] = { step, origins, error: null };
      steps.push(entry);
      return await work().catch((error: unknown) => {
        entry.error = error;
        throw error;
      });
    },
    current: () => null,
    stop: async () => {},
  });
  return { steps, transport };
}

test('OB31 what goes to the broker is a step in the trace of each event that has one', async () => {
  const { steps, transport } = traced(async () => {});
  const more = { contentType: 'application/json', headers: {} };
  const bodies = [body, '{"type":"none"}', null];
  const records = bodies.map((each) => ({ topic: 'task-events' as const, key: 'k', body: each, ...more }));
  await transport.newSink('mirror').publish(records, { timeoutMs: 1 });
  expect(steps).toMatchObject([{ step: { name: 'publish', kind: 'producer' }, origins: [ORIGIN], error: null }]);
});

test('OB31 what a consumer handles is one too, and fails when the consumer does', async () => {
  const { steps, transport } = traced(async () => {});
  const run = (handle: () => Promise<'done'>) =>
    transport
      .newSource()
      .run(
        { group: 'carillon-notifier-v1', topics: ['reminders'], maxInFlight: 1, order: 'key', handle },
        new AbortController().signal,
      );
  await run(async () => 'done');
  await expect(run(() => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(steps.map(({ step, origins, error }) => [step.name, origins, String(error)])).toEqual([
    ['process reminders', [ORIGIN], 'null'],
    ['process reminders', [ORIGIN], 'Error: away'],
  ]);
});
