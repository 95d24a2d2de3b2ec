import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { FeedStatusSchema } from '../../core/feed/protocol.ts';
import { HealthSchema, ReadinessSchema } from '../../core/health.ts';
import { ServerMessageSchema } from '../../core/live/protocol.ts';
import { PlainError } from '../local/plain-error.ts';
import { type SmokeAccount, signUp } from './smoke-account.ts';
import { until } from './until.ts';

export interface SmokeOptions {
  readonly origin: string;
  /** Opens the operator routes, by which it is seen whether a bridge took the event; null leaves that out. */
  readonly operatorToken: string | null;
  /** Whose place in the log has to move; null when no bridge is there. */
  readonly consumer: string | null;
  /** How long each thing may take, in ms. */
  readonly patienceMs: number;
  /** Told what went well, and after how long. */
  readonly say: (line: string) => void;
}

const CreatedSchema = z.object({ task: z.object({ id: z.string(), title: z.string() }) });
const RepliesSchema = z.object({ replies: z.array(z.looseObject({ status: z.string() })) });
const RemindedSchema = z.object({ task: z.object({ reminders: z.tuple([z.object({ id: z.string() })]) }) });
const RingsSchema = z.object({ notifications: z.array(z.object({ taskId: z.string() })) });

/**
 * What a person does in their first minute, against a deployment: an account, a task, a second window that hears of it, a
 * reminder that rings, an event that reaches the cluster. The account is deleted at the end, whatever happened.
 *
 * @throws PlainError that names the step and what was seen in it
 */
export async function smoke(options: SmokeOptions): Promise<void> {
  const { origin, say } = options;
  const step = async <Result>(name: string, work: () => Promise<Result>): Promise<Result> => {
    const startMs = performance.now();
    try {
      const result = await work();
      say(`✓ ${name}  ${Math.round(performance.now() - startMs)} ms`);
      return result;
    } catch (error) {
      throw new PlainError(`✗ ${name} at ${origin}: ${error instanceof Error ? error.message : String(error)}`);
    }
  };
  const version = await step('health', async () => HealthSchema.parse(await getJson(origin, '/health')).version);
  await step(`ready (version ${version})`, async () => ReadinessSchema.parse(await getJson(origin, '/ready')));
  const account = await step('sign-up', () => signUp(origin));
  try {
    const heard = await step('live socket', () => listen(account, options));
    const created = await step('create', () => createTask(account));
    await step('live', () => heard.until(created.task.id));
    heard.close();
    await step('reminder', () => ring(account, created.task.id, options));
    await eventStep(options, step);
  } finally {
    await step('delete the account', () => account.leave());
  }
}

async function getJson(origin: string, at: string): Promise<unknown> {
  const answer = await fetch(new URL(at, origin), { signal: AbortSignal.timeout(15_000), redirect: 'error' });
  if (!answer.ok) throw new Error(`${at} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
  return await answer.json();
}

async function createTask(account: SmokeAccount) {
  const body = { title: `Smoke ${randomUUID().slice(0, 8)}` };
  return CreatedSchema.parse(await account.ask('POST', '/tasks', body));
}

/** Opens a socket as a second window does, from the end of the log. */
async function listen(account: SmokeAccount, { patienceMs }: SmokeOptions) {
  const { ticket } = z.object({ ticket: z.string() }).parse(await account.ask('POST', '/live/ticket', {}));
  const address = new URL(`/api/v1/live?ticket=${encodeURIComponent(ticket)}`, account.origin);
  address.protocol = address.protocol.replace('http', 'ws');
  const socket = new WebSocket(address);
  const seen = new Set<string>();
  let isWelcome = false;
  let end: string | null = null;
  socket.addEventListener('open', () => {
    socket.send(JSON.stringify({ type: 'hello', protocol: 1, lastSeq: 0, epoch: null }));
  });
  socket.addEventListener('message', ({ data }) => {
    const message = ServerMessageSchema.parse(JSON.parse(String(data)));
    isWelcome ||= message.type === 'welcome' || message.type === 'reset';
    if (message.type === 'delta') seen.add(message.event.aggregateId);
  });
  socket.addEventListener('close', ({ code, reason }) => {
    end = `the socket closed with ${code} ${reason}`;
  });
  const isThere = (condition: () => boolean, what: string) =>
    until(
      async () => {
        if (end !== null) throw new Error(end);
        return condition();
      },
      { patienceMs, what },
    );
  await isThere(() => isWelcome, 'no welcome on the live socket');
  return {
    until: (taskId: string) => isThere(() => seen.has(taskId), 'the task was not heard of on the live socket'),
    close: () => socket.close(1000),
  };
}

/** A reminder for now: it goes the way of every other, by a timer and an alarm. */
async function ring(account: SmokeAccount, taskId: string, { patienceMs }: SmokeOptions): Promise<void> {
  const command = async (wanted: object) => {
    const { replies } = RepliesSchema.parse(
      await account.ask('POST', '/commands', { commands: [{ id: randomUUID(), taskId, ...wanted }] }),
    );
    if (replies[0]?.status !== 'done') throw new Error(`a command was refused: ${JSON.stringify(replies[0])}`);
  };
  // Planned to the minute, and put off to the second.
  const local = new Date(Date.now() + 3_600_000).toISOString().slice(0, 16);
  await command({ type: 'reminder.add', when: { kind: 'fixed', local, zone: 'UTC' }, channels: ['in_app'] });
  const { task } = RemindedSchema.parse(await account.ask('GET', `/tasks/${taskId}`));
  const at = new Date(Date.now() + 1000).toISOString();
  await command({ type: 'reminder.snooze', reminderId: task.reminders[0].id, snooze: { kind: 'until', at } });
  const hasRung = async () => {
    const { notifications } = RingsSchema.parse(await account.ask('GET', '/notifications'));
    return notifications.some((each) => each.taskId === taskId);
  };
  await until(hasRung, { patienceMs, what: 'the reminder did not ring' });
}

/** Whether a bridge has acknowledged everything up to here. */
async function eventStep(
  { origin, operatorToken, consumer, patienceMs, say }: SmokeOptions,
  step: <Result>(name: string, work: () => Promise<Result>) => Promise<Result>,
): Promise<void> {
  if (operatorToken === null || consumer === null) {
    say('– event: left out, as no bridge was named');
    return;
  }
  const status = async () => {
    const headers = { authorization: `Bearer ${operatorToken}` };
    const answer = await fetch(new URL('/api/operator/feed', origin), { headers, redirect: 'error' });
    if (!answer.ok) throw new Error(`/api/operator/feed answered ${answer.status}`);
    return FeedStatusSchema.parse(await answer.json());
  };
  await step('event', async () => {
    const { head } = await status();
    const isTaken = async () => {
      const found = (await status()).consumers.find((each) => each.consumer === consumer);
      if (!found) throw new Error(`no consumer ${consumer} has ever asked for events`);
      return found.seq >= head;
    };
    await until(isTaken, { patienceMs, what: `${consumer} has not acknowledged event ${head}` });
  });
}
