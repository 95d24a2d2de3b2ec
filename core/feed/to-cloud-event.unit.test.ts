import { CloudEvent as StandardEvent } from 'cloudevents';
import { expect, it } from 'vitest';
import { CloudEventSchema, catalogueTypeOf, seqOf, sequenceOf } from './cloud-event.ts';
import { pageTexts } from './page-texts.ts';
import { type LogRow, toCloudEvent } from './to-cloud-event.ts';

const row: LogRow = {
  seq: 42,
  id: 'evt_01jd8xv0q5e3t8h2w6m4k9r7zn',
  userId: 'usr_01jd8xv0q5e3t8h2w6m4k9r7zn',
  aggregateId: 'task_01jd8xv0q5e3t8h2w6m4k9r7zn',
  version: 3,
  type: 'task.updated',
  actor: '{"kind":"agent","client":"chat","conversation":"c1"}',
  correlationId: 'cor_01jd8xv0q5e3t8h2w6m4k9r7zn',
  trace: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01',
  data: '{"after":{"title":"T"},"before":{}}',
  occurredAtMs: 1_795_255_200_000,
};
const line = { source: '/carillon/main', epoch: 'e1' };

it('FD46 an event is a CloudEvent by the standard’s own library, with our attributes as strings', () => {
  const event = CloudEventSchema.parse(toCloudEvent(row, line));
  const standard = new StandardEvent({ ...event });
  expect(standard.validate()).toBe(true);
  for (const name of ['userid', 'correlationid', 'sequence', 'epoch', 'aggregateversion', 'actorkind', 'origintrace'])
    expect(typeof standard[name]).toBe('string');
  // Dapr overwrites these.
  for (const name of ['topic', 'pubsubname', 'traceid', 'traceparent', 'tracestate', 'expiration'])
    expect(event).not.toHaveProperty(name);
  expect(event).toMatchObject({ actorkind: 'agent', actorclient: 'chat', time: '2026-11-21T10:00:00.000Z' });
  expect([seqOf(event), catalogueTypeOf(event)]).toEqual([42, { type: 'task.updated', version: 1 }]);
  expect(sequenceOf(9) < sequenceOf(10)).toBe(true);
});

it('FD42 nothing in a row stops it: data and actor that are no JSON, a type nobody knows', () => {
  const event = CloudEventSchema.parse(
    toCloudEvent({ ...row, data: '{', actor: '[]', type: 'x.y', trace: null }, line),
  );
  expect(event).toMatchObject({
    datacontenttype: 'text/plain',
    data: '{',
    actorkind: 'unknown',
    type: 'carillon.x.y.v1',
  });
  expect(event).not.toHaveProperty('origintrace');
});

it('FD41 a page is cut by its bytes as UTF-8, and has one entry at least', () => {
  const texts = (...args: Parameters<typeof pageTexts<string>>) => pageTexts(...args).texts;
  expect(pageTexts(['a', 'b'], 8)).toEqual({ texts: ['"a"', '"b"'], bytes: 8 });
  expect(texts(['a', 'b'], 7)).toEqual(['"a"']);
  expect(texts(['ü', 'b'], 8)).toEqual(['"ü"']);
  expect(texts(['too long'], 1)).toEqual(['"too long"']);
  expect(texts(['too long'], 1, { isFirst: false })).toEqual([]);
  expect(texts([], 100)).toEqual([]);
});
