import { setTimeout as delay } from 'node:timers/promises';
import { typeidUnboxed } from 'typeid-js';
import { z } from 'zod';
import { toInstant } from '#core/instant.ts';
import { type BenchAccount, newBenchAccount } from '../account.ts';
import type { CapacityStage } from './stage.ts';

/** Whose address is verified, and who has a webhook. */
export interface Person {
  readonly account: BenchAccount;
  /** Tasks with a reminder that does not ring yet. */
  readonly reminded: { readonly taskId: string; readonly reminderId: string }[];
}

const PER_REQUEST = 200;
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 100;
/** From a snooze until it rings: all of them are said by then. */
const RING_AFTER_MS = 8_000;
const RepliesSchema = z.object({ replies: z.array(z.looseObject({ status: z.string() })) });
const SizeSchema = z.object({ bytes: z.int() });
const RangSchema = z.object({ total: z.int() });

/** Signs some up while a mirror and a notifier work: their addresses are verified by the link that came by mail. */
export async function newPeople({ worker, mailbox, endpoint }: CapacityStage, count: number): Promise<Person[]> {
  const { origin } = worker;
  const accounts = await Promise.all(Array.from({ length: count }, () => newBenchAccount(origin)));
  await until('the mails that verify addresses', () => mailbox.mails().length >= count);
  for (const { text } of mailbox.mails()) {
    const link = /https?:\/\/\S+\/verify-email\?token=\S+/.exec(text ?? '')?.[0] ?? '';
    const token = new URL(link).searchParams.get('token');
    await post(origin, '/api/auth/verify-email', { 'content-type': 'application/json', origin }, { token });
  }
  const hook = { name: 'Capacity', url: `http://127.0.0.1:${endpoint.port}/hook` };
  for (const { headers } of accounts) await post(origin, '/api/v1/webhooks', headers, hook);
  return accounts.map((account) => ({ account, reminded: [] }));
}

/** Gives each of them so many tasks with a reminder by mail and by webhook, for some other day. */
export async function remind(people: readonly Person[], each: number): Promise<void> {
  const when = { kind: 'fixed', local: '2099-01-01T09:00', zone: 'UTC' };
  for (const { account, reminded } of people) {
    const fresh = Array.from({ length: each }, () => ({
      taskId: typeidUnboxed('task'),
      reminderId: typeidUnboxed('rem'),
    }));
    const commands = fresh.map(({ taskId, reminderId }) => {
      const reminders = [{ reminderId, when, channels: ['email', 'webhook'] }];
      return { type: 'task.create', taskId, title: 'Call the garage about the brakes', reminders };
    });
    await command(account, commands);
    reminded.push(...fresh);
  }
}

/** Lets so many more of each one's reminders ring in a moment, all in the same second; returns when the log says so. */
export async function ring(people: readonly Person[], each: number): Promise<void> {
  const at = toInstant(Date.now() + RING_AFTER_MS);
  for (const { account, reminded } of people) {
    const commands = reminded.splice(0, each).map((ids) => {
      return { type: 'reminder.snooze', ...ids, snooze: { kind: 'until', at } };
    });
    await command(account, commands);
  }
  for (const person of people) {
    const before = rang.get(person) ?? 0;
    await until('the ringing', async () => (await countRang(person)) >= before + each);
    rang.set(person, before + each);
  }
}

const rang = new WeakMap<Person, number>();

async function countRang({ account: { origin, headers } }: Person): Promise<number> {
  const answer = await fetch(`${origin}/api/v1/notifications?per_page=1`, { headers });
  return RangSchema.parse(await answer.json()).total;
}

/** Lets people create tasks and then change each, an event either time, in turns of a request. */
export async function work({ worker }: CapacityStage, people: readonly Person[], events: number) {
  const turns = Math.ceil(events / 2 / PER_REQUEST);
  const personOf = (turn: number) => people[turn % people.length]?.account;
  const taskIds = Array.from({ length: turns }, () => Array.from({ length: PER_REQUEST }, () => typeidUnboxed('task')));
  const each = async (make: (taskId: string, at: number) => object) => {
    for (const [turn, ids] of taskIds.entries()) {
      const account = personOf(turn);
      if (account) await command(account, ids.map(make));
    }
    return await databaseBytes(worker);
  };
  const before = await databaseBytes(worker);
  const created = await each((taskId, at) => ({
    type: 'task.create',
    taskId,
    title: `Order the parts for number ${at}`,
    notes: at % 2 === 0 ? '' : 'Review and repair before the end of the month.\nThen tell everybody who asked.',
    priority: ['none', 'low', 'medium', 'high', 'urgent'][at % 5],
    due: at % 3 === 0 ? null : { kind: 'floating', local: `2027-01-${String((at % 28) + 1).padStart(2, '0')}T09:00` },
  }));
  const changed = await each((taskId, at) => ({
    type: 'task.update',
    taskId,
    patch: { title: `Order it again, ${at}` },
  }));
  const count = turns * PER_REQUEST;
  const edgeEvent = (changed - created) / count;
  return { edgeEvent, edgeTask: (created - before) / count - edgeEvent };
}

async function command({ origin, headers }: BenchAccount, commands: readonly object[]): Promise<void> {
  for (let from = 0; from < commands.length; from += PER_REQUEST) {
    const some = commands.slice(from, from + PER_REQUEST).map((each) => ({ id: typeidUnboxed('cmd'), ...each }));
    const { replies } = RepliesSchema.parse(await post(origin, '/api/v1/commands', headers, { commands: some }));
    const refused = replies.find(({ status }) => status !== 'done');
    if (refused) throw new Error(`a command was refused: ${JSON.stringify(refused)}`);
  }
}

async function post(origin: string, at: string, headers: Record<string, string>, body: object): Promise<unknown> {
  const answer = await fetch(`${origin}${at}`, { method: 'POST', headers, body: JSON.stringify(body) });
  const text = await answer.text();
  if (!answer.ok) throw new Error(`${at} answered ${answer.status}: ${text}`);
  return text === '' ? null : JSON.parse(text);
}

async function databaseBytes({ meteredOrigin }: CapacityStage['worker']): Promise<number> {
  return SizeSchema.parse(await (await fetch(`${meteredOrigin}/size`)).json()).bytes;
}

async function until(what: string, isSo: () => Promise<boolean> | boolean): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS;
  while (!(await isSo())) {
    if (performance.now() > untilMs) throw new Error(`waited in vain for ${what}`);
    await delay(LOOK_EVERY_MS);
  }
}
