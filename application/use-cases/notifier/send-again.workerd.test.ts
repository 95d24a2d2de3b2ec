import { type SQL, sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { MOMENT, newNotifiedPerson, taskId } from '#test/notified-person.ts';
import { replayDead } from './replay-dead.ts';
import { resendMessage, sendAgain } from './send-again.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

/** A person whose mail was refused for good. */
async function newRefused(options: Parameters<typeof newNotifiedPerson>[0] = {}) {
  const person = await newNotifiedPerson(options);
  await person.until(MOMENT);
  const granted = await person.granted();
  await person.report(granted, { kind: 'refused', code: 550 });
  const by = { userId: person.user.id, actor: { kind: 'user', client: 'test', conversation: null } } as const;
  const again = async () => {
    const [line] = await person.ledger();
    await sendAgain(person.deps, by, { firingId: await person.firingId(), deliveryId: line?.id ?? '' });
  };
  return { ...person, messageId: granted.messageId, by, again };
}

describe('sending again', () => {
  it('NT16 what was given up is asked for at once, has all its tries, and keeps its Message-ID', async () => {
    const person = await newRefused();
    await person.again();
    expect((await person.ledger())[0]).toMatchObject({ status: 'waiting', reason: null, attempts: { length: 1 } });
    expect((await person.notices()).at(-1)).toMatchObject({
      type: 'notification.due',
      after: { messageId: person.messageId, attempts: 0, status: 'waiting' },
    });
    expect(person.nudged.at(-1)).toBe('schedule');
    const granted = await person.grantedAgain(person);
    expect(granted).toMatchObject({ attempt: 1, messageId: person.messageId });
    await person.report(granted, { kind: 'failed' });
    expect((await person.ledger())[0]).toMatchObject({ status: 'waiting' });
    await expect(person.again()).rejects.toMatchObject({ code: 'invalid_state' });
  });

  it.each<[string, Parameters<typeof newNotifiedPerson>[0], (isThere: boolean, userId: string) => SQL]>([
    [
      'no verified address',
      {},
      (isThere, id) => sql`UPDATE users SET email_verified = ${Number(isThere)} WHERE id = ${id}`,
    ],
    [
      'nobody subscribed',
      {},
      (isThere, id) =>
        isThere
          ? sql`DELETE FROM mail_opt_outs WHERE user_id = ${id}`
          : sql`INSERT INTO mail_opt_outs (user_id, created_at) VALUES (${id}, 1)`,
    ],
    [
      'its webhook switched off',
      { channels: ['webhook'], hooks: 1 },
      (isThere, id) => sql`UPDATE webhooks SET disabled_at = ${isThere ? null : 1} WHERE user_id = ${id}`,
    ],
  ])('NT16 what is sent again with %s is not used up: it goes once there is somewhere to go', async (_n, how, set) => {
    const person = await newRefused(how);
    const { id, db } = person.user;
    await db.run(set(false, id));
    for (let time = 1; time <= 2; time += 1) {
      await person.again();
      expect(await person.claimOf({ messageId: person.messageId })).toMatchObject([{ outcome: 'cancelled' }]);
      expect(await person.ledger()).toMatchObject([{ status: 'failed' }]);
    }
    await db.run(set(true, id));
    await person.again();
    const granted = await person.grantedAgain(person);
    await person.report(granted, { kind: 'sent' });
    expect(await person.ledger()).toMatchObject([{ status: 'sent', messageId: person.messageId }]);
  });

  it('NT16 what never had somewhere to go can be sent once there is', async () => {
    const person = await newNotifiedPerson({ isVerified: false });
    await person.until(MOMENT);
    const [line] = await person.ledger();
    const wanted = { firingId: await person.firingId(), deliveryId: line?.id ?? '' };
    const by = { userId: person.user.id, actor: { kind: 'user', client: 'test', conversation: null } } as const;
    await sendAgain(person.deps, by, wanted);
    expect(await person.claim()).toMatchObject([{ outcome: 'cancelled', reason: 'no_address' }]);
    await person.user.db.run(sql`UPDATE users SET email_verified = 1 WHERE id = ${person.user.id}`);
    await sendAgain(person.deps, by, wanted);
    await person.report(await person.granted(), { kind: 'sent' });
    expect(await person.ledger()).toMatchObject([{ status: 'sent' }]);
  });

  it('NT16 of a task that is completed since nothing is sent', async () => {
    const person = await newRefused();
    await person.say({ type: 'task.complete', taskId });
    await person.again();
    expect(await person.claimOf({ messageId: person.messageId })).toMatchObject([
      { outcome: 'cancelled', reason: 'completed' },
    ]);
  });

  it('NT16 a call is sent again by its user whatever became of the task', async () => {
    const person = await newRefused({ channels: ['webhook'], hooks: 1 });
    await person.say({ type: 'task.complete', taskId });
    const { messageId } = person;
    await resendMessage(person.deps, person.by, { messageId, isReplay: true });
    const granted = await person.grantedAgain(person);
    await person.report(granted, { kind: 'sent', code: 200 });
    expect((await person.ledger())[0]).toMatchObject({ status: 'sent' });
  });

  it('NT16 what nobody ever claimed, too; what has nowhere to go, was sent, or is another user’s is refused', async () => {
    const person = await newNotifiedPerson();
    await person.until(MOMENT + 9 * DAY);
    const [line] = await person.ledger();
    expect(line).toMatchObject({ status: 'failed', reason: 'unclaimed' });
    const by = { userId: person.user.id, actor: { kind: 'user', client: 'test', conversation: null } } as const;
    const wanted = { firingId: await person.firingId(), deliveryId: line?.id ?? '' };
    await sendAgain(person.deps, by, wanted);
    expect(await person.claim()).toMatchObject([{ outcome: 'granted' }]);
    const nowhere = await newNotifiedPerson({ channels: ['webhook'] });
    await nowhere.until(MOMENT);
    const [none] = await nowhere.ledger();
    const refused = sendAgain(
      nowhere.deps,
      { ...by, userId: nowhere.user.id },
      { firingId: await nowhere.firingId(), deliveryId: none?.id ?? '' },
    );
    await expect(refused).rejects.toMatchObject({ code: 'invalid_state' });
    const stranger = await newNotifiedPerson();
    await expect(sendAgain(stranger.deps, { ...by, userId: stranger.user.id }, wanted)).rejects.toMatchObject({
      code: 'not_found',
    });
  });
});

describe('the operator', () => {
  it('NT17 sends again what was given up, of one user, since a moment, and nothing twice', async () => {
    const person = await newRefused();
    const other = await newRefused();
    const user = person.user.id;
    const deps = person.deps;
    const since = new Date(MOMENT + 1).toISOString();
    expect(await replayDead(deps, { user, since })).toEqual({ replayed: 0, isMore: false });
    expect(await replayDead(deps, { user })).toEqual({ replayed: 1, isMore: false });
    expect(await replayDead(deps, { user })).toEqual({ replayed: 0, isMore: false });
    expect((await person.ledger())[0]).toMatchObject({ status: 'waiting' });
    expect((await other.ledger())[0]).toMatchObject({ status: 'failed' });
    expect(await person.claimOf({ messageId: person.messageId })).toMatchObject([{ outcome: 'granted' }]);
  });
});
