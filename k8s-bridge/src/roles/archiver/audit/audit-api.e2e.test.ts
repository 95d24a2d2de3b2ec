import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import { describeNeeding } from '#test/e2e-needs.ts';
import { nthId } from '#test/ids.ts';
import { ensurePostgres } from '../../../../../scripts/cluster/ensure-postgres.ts';
import { archiveEvent, FIRST_MS, toTopicRecord } from '../../../../test/archive-events.ts';
import { type ArchiveStage, newArchiveStage, sharedPostgres, startArchiver } from '../../../../test/archive-stage.ts';
import { Secret } from '../../../config/secret.ts';
import { auditApi } from './audit-api.ts';

const TOKEN = 'audit-token-for-tests';
const COUNT = 60;
const FOUR_DAYS_MS = 4 * 24 * 60 * 60 * 1000;

const AuditedSchema = z.object({
  event: z.looseObject({ id: z.string(), time: z.string() }),
  archive: z.looseObject({}),
});
const PageSchema = z.strictObject({ events: z.array(AuditedSchema), next: z.string().nullable() });

let stage: ArchiveStage;
// Of three users in turn, over two months; always two at the same moment, as one command makes them.
const events = Array.from({ length: COUNT }, (_, n) =>
  archiveEvent(n, {
    type: n % 5 === 0 ? 'task.completed' : 'task.created',
    atMs: FIRST_MS + (Math.floor(n / 2) * FOUR_DAYS_MS) / 8,
  }),
);
const newestFirst = events.toSorted((a, b) => (a.time === b.time ? (a.id < b.id ? 1 : -1) : a.time < b.time ? 1 : -1));

async function ask(path: string): Promise<unknown> {
  const api = auditApi({ database: stage.database, tokens: Secret.of(TOKEN) });
  const answer = await api.request(`/api/audit/events${path}`, { headers: { authorization: `Bearer ${TOKEN}` } });
  expect(answer.headers.get('cache-control')).toBe('no-store');
  return await answer.json();
}

/** All pages, one after the other. */
async function askAll(query: Record<string, string>): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null, isFirst = true; isFirst || cursor !== null; isFirst = false) {
    const parameters = new URLSearchParams({ ...query, ...(cursor !== null && { cursor }) });
    const page = PageSchema.parse(await ask(`?${parameters}`));
    expect(page.events.length).toBeLessThanOrEqual(Number(query.limit ?? 50));
    ids.push(...page.events.map(({ event }) => event.id));
    cursor = page.next;
  }
  return ids;
}

const idsOf = (fits: (event: (typeof events)[number]) => boolean) => newestFirst.filter(fits).map(({ id }) => id);

await describeNeeding('the query API on a real PostgreSQL', [ensurePostgres], () => {
  beforeAll(async () => {
    stage = await newArchiveStage(await sharedPostgres());
    const archiver = startArchiver(stage);
    // Archived in another order than they happened, as after an outage.
    archiver.broker.append([...events.slice(20), ...events.slice(0, 20)].map((event) => toTopicRecord(event)));
    await archiver.untilRead();
    await archiver.stop();
  });
  afterAll(() => stage.close());

  test('AR7 gives the newest first, in pages without gap or repetition, also where moments are the same', async () => {
    for (const limit of ['1', '7', '20', '60', '200'])
      expect(await askAll({ limit })).toEqual(newestFirst.map(({ id }) => id));
    expect(PageSchema.parse(await ask('')).events).toHaveLength(50);
  });

  test('AR7 filters by user, type, aggregate and time, and by all of them together', async () => {
    const user = nthId('user', 1);
    const type = 'task.completed';
    const from = newestFirst[40]?.time ?? '';
    const to = newestFirst[9]?.time ?? '';
    const aggregate = events[12]?.subject ?? '';
    expect(await askAll({ user, limit: '3' })).toEqual(idsOf(({ userid }) => userid === user));
    expect(await askAll({ type, limit: '5' })).toEqual(idsOf((event) => event.type === 'carillon.task.completed.v1'));
    expect(await askAll({ aggregate })).toEqual(idsOf(({ subject }) => subject === aggregate));
    expect(await askAll({ from, to, limit: '4' })).toEqual(idsOf(({ time }) => time >= from && time < to));
    expect(await askAll({ user, type, from, to, limit: '1' })).toEqual(
      idsOf((event) => event.userid === user && event.type.includes(type) && event.time >= from && event.time < to),
    );
    expect(await askAll({ user: nthId('user', 7) })).toEqual([]);
    // The same moment, said in another zone.
    const elsewhere = new Date(Date.parse(from) + 2 * 60 * 60 * 1000).toISOString().replace('Z', '+02:00');
    expect(await askAll({ from: elsewhere })).toEqual(idsOf(({ time }) => time >= from));
    const ever = { from: '0001-01-01T00:00:00Z', to: '9999-12-31T23:59:59.999Z' };
    expect(await askAll(ever)).toHaveLength(COUNT);
  });

  test('AR7 gives an event as it went through the topic, with its place in the chain', async () => {
    const event = archiveEvent(7);
    const answer = AuditedSchema.parse(await ask(`/${event.id}`));
    const { time: _time, data: _data, ...attributes } = event;
    expect(answer.event).toMatchObject(attributes);
    expect(answer.event.data).toEqual(events[7]?.data);
    expect(answer.archive).toMatchObject({
      topic: 'task-events',
      month: '2026-11',
      isErased: false,
      position: expect.any(Number),
    });
    expect(await ask(`/${nthId('event', 999)}`)).toMatchObject({ status: 404, code: 'not_found' });
  });

  test('AR5 AR7 says of an erased event that it was there, and nothing that it said', async () => {
    const { id = '', userid = '' } = events[8] ?? {};
    await stage.sql('INSERT INTO erased_users (user_id, at) VALUES ($1, now())', [userid]);
    await stage.sql('UPDATE events SET payload = NULL, actor_client = NULL WHERE user_id = $1', [userid]);
    const answer = AuditedSchema.parse(await ask(`/${id}`));
    expect(answer).toMatchObject({ event: { id, type: expect.any(String) }, archive: { isErased: true } });
    expect(answer.event).not.toHaveProperty('data');
    expect(answer.event).not.toHaveProperty('actorclient');
  });
});
