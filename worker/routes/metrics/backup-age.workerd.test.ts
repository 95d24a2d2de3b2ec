import { runInDurableObject } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import type { BackupStore } from '#application/backup/backup-store.ts';
import { createR2BackupStore } from '#application/backup/r2-backup-store.ts';
import { MANIFEST } from '#core/backup/manifest.ts';
import { EdgeMetrics } from '#durable-objects/edge-metrics.ts';
import { createMetricsStore } from '#durable-objects/metrics-store.ts';
import { readMetrics } from '#durable-objects/read-metrics.ts';
import { feedAt } from '#test/feed-world.ts';

const BACKUP_KEY = 'only-for-tests-only-for-tests-only';
const SERIES = 'carillon_edge_backup_timestamp_seconds';
const NOW = Date.parse('2026-11-21T12:00:00Z');
const MINUTE_MS = 60_000;

const numberIn = (text: string) => new RegExp(`^${SERIES} (.*)$`, 'm').exec(text)?.[1];

/** What the object says of backups, with a storage of its own that is kept between the looks of a test. */
async function lookAt(name: string, nowMs: number, backups: BackupStore | null, failures: unknown[] = []) {
  return await runInDurableObject(env.EDGE_METRICS.getByName(name), async (_object, state) => {
    const text = await readMetrics({
      ...feedAt({ nowMs }),
      store: createMetricsStore(state.storage),
      databaseBytes: async () => 1,
      backups,
      onFailure: (error) => failures.push(error),
    });
    return numberIn(text);
  });
}

/** A bucket with the runs that are named, each with when its manifest was written; null is one without an end. */
function bucketOf(runs: Record<string, number | null>) {
  let asked = 0;
  const store: BackupStore = {
    ...createR2BackupStore(env.BACKUPS),
    async runs() {
      asked += 1;
      return Object.keys(runs).sort();
    },
    writtenAtMs: async (name) => runs[name.replace(`/${MANIFEST}`, '')] ?? null,
  };
  return { store, asked: () => asked };
}

it('OB11 the time of the newest backup that came to its end is a number; 0 while there is none, absent where none are made', async () => {
  const whole = bucketOf({
    '2026-11-19': NOW - 60 * MINUTE_MS,
    '2026-11-20': NOW - 30 * MINUTE_MS,
    '2026-11-21': null,
  });
  expect(await lookAt('whole', NOW, whole.store)).toBe(String((NOW - 30 * MINUTE_MS) / 1000));
  expect(await lookAt('unfinished', NOW, bucketOf({ '2026-11-21': null }).store)).toBe('0');
  expect(await lookAt('none', NOW, null)).toBeUndefined();
});

it('OB11 the bucket is asked every ten minutes, and while it is away what it said last gets old', async () => {
  const runs: Record<string, number | null> = { one: NOW };
  const { store, asked } = bucketOf(runs);
  await lookAt('often', NOW, store);
  runs.two = NOW + MINUTE_MS;
  expect(await lookAt('often', NOW + 9 * MINUTE_MS, store)).toBe(String(NOW / 1000));
  expect(asked()).toBe(1);
  const failures: unknown[] = [];
  const away = { ...store, runs: () => Promise.reject(new Error('away')) };
  expect(await lookAt('often', NOW + 10 * MINUTE_MS, away, failures)).toBe(String(NOW / 1000));
  expect(failures).toHaveLength(1);
  // One that hangs costs a look a while, and no more.
  const hanging = { ...store, runs: () => new Promise<string[]>(() => undefined) };
  expect(await lookAt('often', NOW + 10 * MINUTE_MS, hanging, failures)).toBe(String(NOW / 1000));
  expect(failures).toHaveLength(2);
  expect(await lookAt('often', NOW + 11 * MINUTE_MS, store)).toBe(String((NOW + MINUTE_MS) / 1000));
});

it('OB11 is read from the bucket that backups are written to, where there is a key for them', async () => {
  const before = Math.floor(Date.now() / 1000);
  const bucket = createR2BackupStore(env.BACKUPS);
  // The newest whatever other tests leave there, and gone before they look.
  const run = '2999-11-21T03-17-00-000Z';
  await bucket.put(`${run}/${MANIFEST}`, new Uint8Array([1]));
  const read = async (name: string, bindings: object) =>
    await runInDurableObject(env.EDGE_METRICS.getByName(name), async (_object, state) =>
      numberIn(await new EdgeMetrics(state, { ...env, ...bindings } as Env).read()),
    );
  expect(Number(await read('with-key', { BACKUP_KEY }))).toBeGreaterThanOrEqual(before);
  expect(await read('without-key', {})).toBeUndefined();
  await bucket.remove(run);
});
