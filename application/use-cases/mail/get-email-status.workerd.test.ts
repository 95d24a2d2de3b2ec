import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { newNotifiedPerson } from '#test/notified-person.ts';
import { getEmailStatus } from './get-email-status.ts';

it('AM8 what the settings say about mail costs the same however many reminders were mailed', async () => {
  const cost = async (mailed: number) => {
    const { user, email } = await newNotifiedPerson({ isVerified: false, hasTask: false });
    const insert = (kind: string, count: number) =>
      user.db.run(sql`WITH RECURSIVE n (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM n WHERE n < ${count})
        INSERT INTO messages (user_id, id, kind, channel, destination, lines, status, version, attempts, created_at, updated_at)
        SELECT ${user.id}, ${kind} || n, ${kind}, 'email', '', '[]', 'sent', 1, 1, n, n FROM n`);
    await insert('reminder', mailed);
    await insert('verify_email', 2);
    const meter = newMeter();
    const status = await getEmailStatus(openDatabase(env.DB, meter), user.id);
    expect(status).toMatchObject({
      address: email,
      verification: { askedAt: '1970-01-01T00:00:00.002Z', status: 'sent' },
    });
    return meter.rowsRead;
  };
  const [few, many] = [await cost(5), await cost(1_000)];
  expect(many).toBe(few);
});
