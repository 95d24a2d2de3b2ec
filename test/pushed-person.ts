import { sql } from 'drizzle-orm';
import { addPushSubscription } from '#application/use-cases/push/add-push-subscription.ts';
import { readLedger } from '#application/use-cases/push/read-ledger.ts';
import type { CommandInput } from '#core/command/command.ts';
import { deriveId } from '#core/derive-id.ts';
import type { Channel } from '#core/reminder/reminder.ts';
import { realEffects } from './effects.ts';
import { nthId } from './ids.ts';
import { newPushService } from './push-service.ts';
import { fixedAt, NOON, newWatcher } from './watcher.ts';

const MINUTE = 60_000;
/** When the reminder of the task rings. */
export const MOMENT = NOON + 30 * MINUTE;
export const taskId = nthId('task', 1);
export const reminderId = deriveId('reminder', taskId);

export const createTask = (more: object = {}): CommandInput => ({
  type: 'task.create',
  taskId,
  title: 'Call Ada',
  due: fixedAt(NOON + 60 * MINUTE),
  ...more,
});

/** A user with some browsers, and a task whose reminder rings at `MOMENT`. */
export async function newPushedPerson({ browsers = 1, channels = ['in_app', 'push'] as Channel[] } = {}) {
  let nowMs = () => NOON;
  const service = newPushService(() => nowMs());
  const watcher = await newWatcher('Europe/Berlin', service.push);
  nowMs = watcher.nowMs;
  const { user } = watcher;
  const devices: string[] = [];
  for (let n = 1; n <= browsers; n += 1) {
    const target = { ...(await service.addBrowser()), name: `Browser ${n}` };
    const owner = { userId: user.id, sessionId: 'ses_x' };
    const device = await addPushSubscription(
      { db: user.db, effects: realEffects(), push: service.push },
      owner,
      target,
    );
    devices.push(device.id);
  }
  await user.db.run(sql`INSERT INTO users (id, name, email, email_verified, created_at, updated_at)
    VALUES (${user.id}, 'Ada', ${`${user.id}@example.com`}, 1, 0, 0)`);
  if (channels.includes('webhook')) {
    await user.db.run(sql`INSERT INTO webhooks (user_id, id, name, url, secret, created_at, updated_at)
      VALUES (${user.id}, ${realEffects().newId('webhook')}, 'Hook', 'https://example.com/x', 'whsec_AAAA', 0, 0)`);
  }
  await watcher.say({ type: 'settings.update', patch: { reminderChannels: channels } });
  await watcher.say(createTask());
  const ledger = async () => {
    const { rang } = await readLedger(user.db, user.id, { taskId, reminderId }, 20);
    return rang[0]?.deliveries ?? [];
  };
  return {
    ...watcher,
    service,
    devices,
    ledger,
    /** What became of the pushes, in the order of the devices. */
    pushes: async () => {
      const lines = (await ledger()).filter(({ channel }) => channel === 'push');
      return devices.map((id) => lines.find(({ device }) => device?.id === id)?.status);
    },
    firingId: async () => (await watcher.rang())[0]?.id ?? '',
  };
}
