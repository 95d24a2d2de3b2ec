import { sql } from 'drizzle-orm';
import { expect, it } from 'vitest';
import { MOMENT, newNotifiedPerson, reminderId, taskId } from '#test/notified-person.ts';
import { timersOf } from '#test/timers.ts';

const HOUR = 60 * 60_000;

/** As between the commit of a ringing and the removal of its timer; a hub that is killed there leaves it for a minute. */
async function leaveTimer({ user }: Awaited<ReturnType<typeof newNotifiedPerson>>, plannedAtMs: number) {
  await user.db.run(sql`INSERT INTO timers (user_id, kind, ref, fire_at, planned_at)
    VALUES (${user.id}, 'ring', ${`${taskId} ${reminderId}`}, ${plannedAtMs}, ${plannedAtMs})`);
}

it('NT2 a claim that is faster than the hub that rings is granted: the timer that just rang calls nothing off', async () => {
  const person = await newNotifiedPerson();
  await person.until(MOMENT);
  await leaveTimer(person, MOMENT);
  expect(await person.claim()).toMatchObject([{ outcome: 'granted', channel: 'email' }]);
});

it('NT2 a plan that is put back in the very instant in which it rang calls nothing off', async () => {
  const person = await newNotifiedPerson();
  await person.until(MOMENT);
  await person.say({ type: 'task.complete', taskId });
  await person.say({ type: 'task.reopen', taskId });
  // Not the timer that rang, but one that a commit has set since.
  expect(await timersOf(person.user)).toMatchObject([{ kind: 'ring', fire_at: MOMENT }, { kind: 'claim' }]);
  expect(await person.claim()).toMatchObject([{ outcome: 'granted', channel: 'email' }]);
});

it('NT2 a timer for another moment calls off what rang before', async () => {
  const person = await newNotifiedPerson();
  await person.until(MOMENT);
  await leaveTimer(person, MOMENT + HOUR);
  expect(await person.claim()).toMatchObject([{ outcome: 'cancelled', reason: 'moved' }]);
});
