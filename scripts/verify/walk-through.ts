import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { type Finding, find } from '../../k8s-bridge/src/verify/finding.ts';
import type { SmokeAccount } from '../deploy/smoke-account.ts';
import { until } from '../deploy/until.ts';
import { type Archive, archived } from './archived.ts';
import { verificationOf, type WatchedMailbox } from './watched-mailbox.ts';

export interface WalkOptions {
  /** Makes the account. */
  readonly signUp: () => Promise<SmokeAccount>;
  /** /api/audit of the archiver; null leaves the archive out. */
  readonly archive: Archive | null;
  /** Where the mails of the account come to; null leaves mail out. */
  readonly mailbox: WatchedMailbox | null;
  readonly ask: typeof fetch;
  /** For each thing to come, in ms. */
  readonly patienceMs: number;
}

interface MadeTask {
  readonly taskId: string;
  readonly title: string;
}

const MadeSchema = z.object({ tasks: z.tuple([z.object({ id: z.string() })], z.unknown()) });
const RepliesSchema = z.object({ replies: z.array(z.looseObject({ status: z.string() })) });
const RemindedSchema = z.object({
  task: z.object({ reminders: z.tuple([z.object({ id: z.string() })], z.unknown()) }),
});
const RingsSchema = z.object({ notifications: z.array(z.object({ taskId: z.string() })) });
const HOUR_MS = 3_600_000;

/**
 * One task that repeats, with a reminder that rings. Its events have to come to the archive, so through the mirror and
 * Kafka; the mail of its reminder into the mailbox, so through Kafka and the notifier. The account goes at the end.
 */
export async function walkThrough(options: WalkOptions): Promise<Finding[]> {
  const findings: Finding[] = [];
  const step = async <Result>(what: string, runbook: string, work: () => Promise<Result>): Promise<Result | null> => {
    let result: Result | null = null;
    findings.push(
      await find(what, runbook, async () => {
        result = await work();
        return null;
      }),
    );
    return result;
  };
  const account = await step('an account can be made', 'edge-down.md', options.signUp);
  if (account === null) return findings;
  const { mailbox, archive } = options;
  if (mailbox) {
    const verify = () => verifyAddress(account, mailbox, options);
    await step('the mail of the account comes to the mailbox', 'deliveries-waiting.md', verify);
  }
  const isVerified = mailbox !== null && findings.at(-1)?.wrong === null;
  const made = await step('a task with a recurrence and a reminder', 'edge-errors.md', () =>
    createTask(account, isVerified ? ['in_app', 'email'] : ['in_app']),
  );
  if (made !== null) {
    await step('the reminder rings', 'timers-stuck.md', () => untilRung(account, made, options));
    if (isVerified && mailbox)
      await step('the mail of the reminder comes to the mailbox', 'deliveries-waiting.md', async () => {
        const hasCome = async () =>
          (await mailbox.mailsTo(account.email)).some(({ subject }) => subject.includes(made.title));
        await until(hasCome, { patienceMs: options.patienceMs, what: 'it has not come' });
      });
    if (archive) findings.push(...(await archived({ ...options, archive }, made.taskId)));
  }
  await step('the account can be deleted', 'edge-errors.md', account.leave);
  return findings;
}

/** @throws Error when no mail comes, or the edge does not take what it says */
async function verifyAddress(
  { origin, email }: SmokeAccount,
  mailbox: WatchedMailbox,
  { ask, patienceMs }: WalkOptions,
): Promise<void> {
  let token: string | null = null;
  const hasCome = async () => {
    token = verificationOf(await mailbox.mailsTo(email));
    return token !== null;
  };
  await until(hasCome, { patienceMs, what: 'it has not come' });
  const answer = await ask(new URL('/api/auth/verify-email', origin), {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: new URL(origin).origin },
    body: JSON.stringify({ token }),
    signal: AbortSignal.timeout(patienceMs),
  });
  await answer.body?.cancel();
  if (!answer.ok) throw new Error(`what it says to verify the address with is answered ${answer.status}`);
}

async function createTask({ ask }: SmokeAccount, channels: readonly string[]): Promise<MadeTask> {
  const title = `Verify ${randomUUID().slice(0, 8)}`;
  const body = { mode: 'create', locale: 'en', text: `${title} every day at 9` };
  const taskId = MadeSchema.parse(await ask('POST', '/quick-add', body)).tasks[0].id;
  const command = async (wanted: object) => {
    const { replies } = RepliesSchema.parse(
      await ask('POST', '/commands', { commands: [{ id: randomUUID(), taskId, ...wanted }] }),
    );
    if (replies[0]?.status !== 'done') throw new Error(`the reminder was refused: ${JSON.stringify(replies[0])}`);
  };
  // Planned to the minute, and put off to the second.
  const local = new Date(Date.now() + HOUR_MS).toISOString().slice(0, 16);
  await command({ type: 'reminder.add', when: { kind: 'fixed', local, zone: 'UTC' }, channels });
  const { task } = RemindedSchema.parse(await ask('GET', `/tasks/${taskId}`));
  const at = new Date(Date.now() + 1000).toISOString();
  await command({ type: 'reminder.snooze', reminderId: task.reminders[0].id, snooze: { kind: 'until', at } });
  return { taskId, title };
}

async function untilRung({ ask }: SmokeAccount, { taskId }: MadeTask, { patienceMs }: WalkOptions): Promise<void> {
  const hasRung = async () => {
    const { notifications } = RingsSchema.parse(await ask('GET', '/notifications'));
    return notifications.some((each) => each.taskId === taskId);
  };
  await until(hasRung, { patienceMs, what: 'it has not rung' });
}
