import { vi } from 'vitest';
import { EmailStatusSchema } from '#core/account/email.ts';
import { toInstant } from '#core/instant.ts';
import { type Client, signUp } from '#test/e2e-client.ts';
import { nthId } from '#test/ids.ts';
import type { SmtpCatcher } from '../../../scripts/cluster/smtp-catcher.ts';
import { seeded } from '../seeded.ts';
import type { Stage } from './stage.ts';

const PATIENCE = { timeout: 120_000, interval: 20 };
const IDS_EACH = 100_000;
const RING_SOON_MS = 300;

/** Somebody who works with tasks all the time, whoever is dead at that moment. */
export interface Person {
  readonly client: Client;
  /** One more command; returns when it was answered, however often it had to be sent. */
  readonly work: () => Promise<void>;
  /** One more task, said once. @throws when there is no answer */
  readonly create: () => Promise<void>;
  /** Lets so many reminders ring in a moment, by mail and by webhook. */
  readonly ring: (count: number) => Promise<void>;
  /** Tasks it has made, and how many of its reminders ring. */
  readonly taskIds: readonly string[];
  readonly rings: () => number;
}

/** So many, who work as the seed says. */
export async function newPeople({ carillon, mailbox, endpoint }: Stage, count: number, seed: number) {
  const hook = `http://127.0.0.1:${endpoint.port}/certification`;
  const { origin } = carillon;
  const signUps = Array.from({ length: count }, (_, nth) =>
    newPerson({ origin, mailbox, hook, nth, random: seeded(seed * count + nth) }),
  );
  return await Promise.all(signUps);
}

interface PersonParts {
  readonly origin: string;
  readonly mailbox: SmtpCatcher;
  readonly hook: string;
  readonly nth: number;
  readonly random: () => number;
}

/** Signs one up, with an address that is verified as people do it, and a webhook. */
async function newPerson({ origin, mailbox, hook, nth, random }: PersonParts): Promise<Person> {
  const client = await signUp(origin, 'Europe/Berlin');
  await verifyAddress(client, origin, mailbox);
  await client.post('/webhooks', { name: 'Certification', url: hook });
  const taskIds: string[] = [];
  const open: string[] = [];
  let said = 0;
  let rings = 0;
  const newTask = (): string => {
    const id = nthId('task', nth * IDS_EACH + taskIds.length);
    taskIds.push(id);
    return id;
  };
  // The same command id each time: whether the one that got no answer was carried out or not, it happens once.
  const say = async (command: object) => {
    said += 1;
    const whole = { id: `certify-${nth}-${said}`, ...command };
    let refusal: Error | null = null;
    const send = async () => {
      refusal = await client.command([whole]).then(() => null, asRefusal);
    };
    await vi.waitFor(send, PATIENCE);
    if (refusal) throw refusal;
  };
  // A reminder knows minutes, a snooze knows seconds. Who was away for so long that the moment has passed names another.
  const snooze = async (ids: object): Promise<void> => {
    const at = toInstant(Date.now() + RING_SOON_MS);
    try {
      await say({ type: 'reminder.snooze', ...ids, snooze: { kind: 'until', at } });
    } catch (error) {
      if (!String(error).includes('must be in the future')) throw error;
      await snooze(ids);
    }
  };
  const anyOpen = () => open[Math.floor(random() * open.length)] ?? '';
  const take = () => open.splice(Math.floor(random() * open.length), 1)[0] ?? '';
  return {
    client,
    taskIds,
    rings: () => rings,
    async work() {
      const kind = open.length < 3 ? 0 : random();
      if (kind < 0.5) {
        const taskId = newTask();
        await say({ type: 'task.create', taskId, title: `Task ${taskIds.length}, Grüße` });
        open.push(taskId);
      } else if (kind < 0.7) {
        await say({ type: 'task.update', taskId: anyOpen(), patch: { title: `Changed ${said}` } });
      } else {
        await say({ type: kind < 0.87 ? 'task.complete' : 'task.delete', taskId: take() });
      }
    },
    async create() {
      const taskId = newTask();
      said += 1;
      const command = { id: `certify-${nth}-${said}`, type: 'task.create', taskId, title: `Task ${taskIds.length}` };
      await client.command([command]);
    },
    async ring(count) {
      for (let n = 0; n < count; n += 1) {
        const ids = { taskId: newTask(), reminderId: nthId('reminder', nth * IDS_EACH + rings) };
        rings += 1;
        const when = { kind: 'fixed', local: '2099-01-01T09:00', zone: 'UTC' };
        const reminders = [{ reminderId: ids.reminderId, when, channels: ['email', 'webhook'] }];
        await say({ type: 'task.create', taskId: ids.taskId, title: `Ring ${rings}`, reminders });
        await snooze(ids);
      }
    },
  };
}

/** Only what was answered and refused is an answer; everything else is said again. */
function asRefusal(error: unknown): Error {
  if (error instanceof Error && error.message.startsWith('a command was refused')) return error;
  throw error;
}

async function verifyAddress(client: Client, origin: string, mailbox: SmtpCatcher): Promise<void> {
  const { address } = EmailStatusSchema.parse(await client.get('/email'));
  // Signing up has asked for it.
  const mail = await mailbox.waitFor(({ envelope }) => envelope.to.includes(address), 60_000);
  const link = /https?:\/\/\S+\/verify-email\?token=\S+/.exec(mail.text ?? '')?.[0] ?? '';
  const verified = await fetch(`${origin}/api/auth/verify-email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin },
    body: JSON.stringify({ token: new URL(link).searchParams.get('token') }),
  });
  if (!verified.ok) throw new Error(`verifying the address answered ${verified.status}: ${await verified.text()}`);
}
