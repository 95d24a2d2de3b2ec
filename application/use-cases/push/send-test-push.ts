import { and, eq } from 'drizzle-orm';
import type { PushTest } from '#core/delivery/push-subscription.ts';
import { AppError } from '#core/errors.ts';
import type { Database } from '../../db/database.ts';
import { pushSubscriptions } from '../../db/delivery-schema.ts';
import type { Effects } from '../../effects.ts';
import type { PushPort } from '../../push-port.ts';

/**
 * Sends a message to one device, so that its owner sees whether that works. A device that its push service does not
 * know any more is removed.
 *
 * @throws AppError `not_found`, also for a device of somebody else
 */
export async function sendTestPush(
  { db, effects, push }: { db: Database; effects: Effects; push: PushPort },
  userId: string,
  id: string,
): Promise<PushTest> {
  const mine = and(eq(pushSubscriptions.userId, userId), eq(pushSubscriptions.id, id));
  const [device] = await db.select().from(pushSubscriptions).where(mine);
  if (!device) throw new AppError('not_found', `There is no device ${id}.`);
  const { endpoint, p256dh, auth } = device;
  const answer = await push.send(
    { endpoint, keys: { p256dh, auth } },
    {
      topic: effects.newId('message'),
      message: {
        tag: 'test',
        title: 'Reminders reach this device',
        body: 'You asked for this message in the settings of Carillon.',
        path: '/settings/reminders',
        firingIds: [],
        snooze: null,
      },
    },
  );
  if (answer.kind === 'gone') await db.delete(pushSubscriptions).where(mine);
  return {
    isAccepted: answer.kind === 'accepted',
    isGone: answer.kind === 'gone',
    code: answer.code,
    error: answer.kind === 'accepted' ? null : answer.error,
  };
}
