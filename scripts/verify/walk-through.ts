import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Finding, find } from '../../k8s-bridge/src/verify/finding.ts';
import type { SmokeAccount } from '../deploy/smoke-account.ts';
import { until } from '../deploy/until.ts';

export interface WalkOptions {
  readonly account: SmokeAccount;
  /** /api/audit of the archiver; null leaves the archive out. */
  readonly archive: { readonly origin: string; readonly token: string } | null;
  /** Mailpit's API, and the address of the account; null leaves mail out. */
  readonly mailbox: { readonly origin: string; readonly address: string } | null;
  readonly ask: typeof fetch;
  /** For each thing to come, in ms. */
  readonly patienceMs: number;
}

const MadeSchema = z.object({ tasks: z.tuple([z.object({ id: z.string() })], z.unknown()) });
const RepliesSchema = z.object({ replies: z.array(z.looseObject({ status: z.string() })) });
const EventsSchema = z.object({ events: z.array(z.object({ event: z.object({ userid: z.string() }) })) });
const MailsSchema = z.object({ messages_count: z.number() });
/** In the archive of its user: of another kind than the task, so known by who it is. */
const FURTHER_TYPES = ['recurrence.created', 'reminder.scheduled'];
const HOUR_MS = 3_600_000;

/**
 * One task that repeats, with a reminder. Its events have to come to the archive, so through the mirror and Kafka; the
 * mail for the new account into the mailbox, so through the notifier.
 */
export async function walkThrough(options: WalkOptions): Promise<Finding[]> {
  let taskId: string | null = null;
  const made = await find('a task with a recurrence and a reminder', 'edge-errors.md', async () => {
    taskId = await createTask(options.account);
    return null;
  });
  return [made, ...(taskId === null ? [] : await archived(options, taskId)), ...(await mailed(options))];
}

async function createTask({ ask }: SmokeAccount): Promise<string> {
  const text = `Verify ${randomUUID().slice(0, 8)} every day at 9`;
  const { tasks } = MadeSchema.parse(await ask('POST', '/quick-add', { mode: 'create', locale: 'en', text }));
  const taskId = tasks[0].id;
  const local = new Date(Date.now() + HOUR_MS).toISOString().slice(0, 16);
  const when = { kind: 'fixed', local, zone: 'UTC' };
  const command = { type: 'reminder.add', id: randomUUID(), taskId, when, channels: ['in_app'] };
  const { replies } = RepliesSchema.parse(await ask('POST', '/commands', { commands: [command] }));
  if (replies[0]?.status !== 'done') throw new Error(`the reminder was refused: ${JSON.stringify(replies[0])}`);
  return taskId;
}

async function archived({ archive, ask, patienceMs }: WalkOptions, taskId: string): Promise<Finding[]> {
  if (archive === null) return [];
  let userId = '';
  const events = async (query: Record<string, string>) => {
    const at = new URL(`/api/audit/events?${new URLSearchParams(query)}`, archive.origin);
    const answer = await ask(at, { headers: { authorization: `Bearer ${archive.token}` } });
    if (!answer.ok) throw new Error(`/api/audit answers ${answer.status}`);
    return EventsSchema.parse(await answer.json()).events;
  };
  const arrives = (type: string, query: () => Record<string, string>) =>
    find(`${type} comes to the archive`, 'archive-late.md', async () => {
      const hasCome = async () => {
        const found = await events({ ...query(), type });
        userId ||= found[0]?.event.userid ?? '';
        return found.length > 0;
      };
      await until(hasCome, { patienceMs, what: 'it has not come' });
      return null;
    });
  const first = await arrives('task.created', () => ({ aggregate: taskId }));
  if (first.wrong !== null) return [first];
  return [first, ...(await Promise.all(FURTHER_TYPES.map((type) => arrives(type, () => ({ user: userId })))))];
}

async function mailed({ mailbox, ask, patienceMs }: WalkOptions): Promise<Finding[]> {
  if (mailbox === null) return [];
  const { origin, address } = mailbox;
  const mail = await find('the mail of the account comes to the mailbox', 'deliveries-waiting.md', async () => {
    const at = new URL(`/api/v1/search?query=${encodeURIComponent(`to:"${address}"`)}`, origin);
    const hasCome = async () => MailsSchema.parse(await (await ask(at)).json()).messages_count > 0;
    await until(hasCome, { patienceMs, what: 'it has not come' });
    return null;
  });
  return [mail];
}
