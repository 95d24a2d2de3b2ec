import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { CommandSchema } from '#core/command/command.ts';
import { toInstant } from '#core/instant.ts';
import { realEffects } from '#test/effects.ts';
import { nthId } from '#test/ids.ts';
import { newUser, type TestUser } from '#test/users.ts';
import { purgeTrash } from './purge-trash.ts';

const taskId = nthId('task', 1);
const create = CommandSchema.parse({ type: 'task.create', taskId, title: 'Again' });

/** A user one of whose tasks is gone for good. */
async function withPurgedTask(): Promise<TestUser> {
  const user = await newUser();
  await user.done({ type: 'task.create', taskId, title: 'Old' });
  await user.done({ type: 'task.delete', taskId });
  const before = toInstant(Date.now() + 1000);
  expect(await purgeTrash(user.db, realEffects(), { userId: user.id, before, limit: 10 })).toBe(1);
  return user;
}

describe('the id of a task that is gone for good', () => {
  it('RT2 stays taken while the log knows it, and says so instead of asking to try again', async () => {
    const user = await withPurgedTask();
    const refused = { status: 'refused', code: 'id_taken' };
    expect(await user.run(create)).toMatchObject(refused);
    const other = CommandSchema.parse({ type: 'task.create', title: 'Beside it' });
    const replies = await user.batch([
      { key: 'a', command: create },
      { key: 'b', command: other },
    ]);
    expect(replies).toMatchObject([refused, { status: 'done' }]);
  });

  it('RT2 stays taken also when only its last events are kept', async () => {
    const user = await withPurgedTask();
    await user.db.run(sql`DELETE FROM events WHERE user_id = ${user.id} AND aggregate_id = ${taskId} AND version = 1`);
    expect(await user.run(create)).toMatchObject({ status: 'refused', code: 'id_taken' });
    await user.db.run(sql`DELETE FROM events WHERE user_id = ${user.id} AND aggregate_id = ${taskId}`);
    await user.done({ type: 'task.create', taskId, title: 'Again' });
    await user.done({ type: 'task.update', taskId, patch: { title: 'And changed' } });
    await user.done({ type: 'task.delete', taskId });
  });
});
