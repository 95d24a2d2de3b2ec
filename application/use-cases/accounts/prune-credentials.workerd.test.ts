import { env } from 'cloudflare:workers';
import { expect, it } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { toInstant } from '#core/instant.ts';
import { newVisitor } from '#test/visitor.ts';
import { pruneCredentials } from './prune-credentials.ts';

it('RET5 sessions and links that are over go, and tokens a month after they were revoked; what holds stays', async () => {
  const db = openDatabase(env.DB, newMeter());
  const [over, holds] = [await newVisitor({ expiresInMs: -1 }), await newVisitor()];
  await over.bearer('read');
  await holds.bearer('read');
  await env.DB.prepare('UPDATE api_tokens SET revoked_at = ? WHERE user_id = ?')
    .bind(Date.now() - 31 * 86_400_000, over.id)
    .run();
  await env.DB.prepare("INSERT INTO verifications VALUES ('ver_1', 'x', ?, ?, 0, 0)")
    .bind(over.id, Date.now() - 1)
    .run();
  expect(await pruneCredentials(db, toInstant(Date.now()))).toBe(false);
  for (const table of ['sessions', 'api_tokens']) {
    const { results } = await env.DB.prepare(`SELECT user_id FROM ${table}`).all();
    expect(results).toEqual([{ user_id: holds.id }]);
  }
  expect(await env.DB.prepare('SELECT count(*) AS n FROM verifications').first<number>('n')).toBe(0);
});
