import { z } from 'zod';
import { type BenchAccount, fillAccount, newBenchAccount } from '../account.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { table } from '../report.ts';
import { agentActions } from './agent-bill.ts';
import { type Cost, costOf, MeterSchema } from './cost.ts';
import { feedBill } from './feed-bill.ts';
import { recordBill } from './recorded-bill.ts';
import { storedBytes } from './stored-bytes.ts';

const SIZES = [100, 1000, 10_000, 100_000];
const OTHER_USERS = 20;
const PER_OTHER_USER = 200;
/** How many tasks are weighed. */
const STORED = 5000;
const MINUTE = 60_000;

const TaskAnswerSchema = z.object({ task: z.object({ id: z.string(), series: z.object({ id: z.string() }) }) });

/**
 * The bill: what each thing a user does costs in D1 rows, statements and Durable Object requests. No time in it: it is exact.
 *
 * @param isKept whether docs/cost.md rests on it from then on
 */
export async function benchBill(worker: DirectWorker, { isKept }: { isKept: boolean }): Promise<string[]> {
  for (let user = 0; user < OTHER_USERS; user += 1)
    await fillAccount(await newBenchAccount(worker.origin), 0, PER_OTHER_USER);
  const account = await newBenchAccount(worker.origin);
  const bySize: Map<string, Cost>[] = [];
  let filled = 0;
  for (const size of SIZES) {
    await fillAccount(account, filled, size);
    filled = size;
    const own = [await actions(account, size), await reminderActions(worker, account, size)];
    bySize.push(new Map([...own, await agentActions(worker, account, size)].flatMap((costs) => [...costs])));
  }
  const names = [...(bySize[0]?.keys() ?? [])];
  const header = ['action', ...SIZES.map((size) => `${size.toLocaleString('en')} tasks`)];
  const cell = (cost: Cost | undefined) =>
    cost ? `${cost.read} r  ${cost.written} w  ${cost.statements} st  ${cost.trips} trips  ${cost.hub} hub` : '';
  const stored = await storedBytes(worker, account, { from: filled, to: filled + STORED });
  const feed = await feedBill(worker, (count) => addEvents(account, count));
  if (isKept) {
    const sized = (name: string) => Object.fromEntries(SIZES.map((size, at) => [size, bySize[at]?.get(name)]));
    await recordBill({
      measured: new Date().toISOString().slice(0, 10),
      actions: Object.fromEntries(names.map((name) => [name, sized(name)])),
      idleFeedHour: feed.idleHour,
      stored,
    });
  }
  return [
    `The bill, a user among ${OTHER_USERS + 1}: rows read (r), rows written (w), statements (st), D1 calls (trips), Durable Object requests (hub)`,
    table([header, ...names.map((name) => [name, ...bySize.map((costs) => cell(costs.get(name)))])]),
    'Rows written by table, its indexes with it:',
    table(causesOf(bySize[0] ?? new Map())),
    `Stored, indexes and all: ${stored.perTask} bytes a task, ${stored.perEvent} bytes an event`,
    ...feed.lines,
  ];
}

/** One task each, so one event each. */
async function addEvents({ origin, headers }: BenchAccount, count: number): Promise<void> {
  const commands = Array.from({ length: count }, (_, n) => ({
    id: `feed-${count}-${n}`,
    type: 'task.create',
    title: 'x',
  }));
  for (let from = 0; from < count; from += 100) {
    const body = JSON.stringify({ commands: commands.slice(from, from + 100) });
    const response = await fetch(`${origin}/api/v1/commands`, { method: 'POST', headers, body });
    if (!response.ok) throw new Error(`commands answered ${response.status}: ${await response.text()}`);
  }
}

function causesOf(costs: Map<string, Cost>): string[][] {
  return [...costs].flatMap(([name, { causes }]) => (causes === '' ? [] : [[name, causes.replaceAll(',', '  ')]]));
}

async function actions(account: BenchAccount, size: number): Promise<Map<string, Cost>> {
  const costs = new Map<string, Cost>();
  const act = async (
    name: string,
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const response = await fetch(`${account.origin}${path}`, {
      method,
      headers: { ...account.headers, ...headers },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    if (response.status >= 400) throw new Error(`${name} answered ${response.status}: ${await response.text()}`);
    costs.set(name, costOf(response));
    return response;
  };
  const key = (name: string) => ({ 'idempotency-key': `bill-${size}-${name}` });
  const created = await act('create, title only', 'POST', '/api/v1/tasks', { title: 'Buy milk' }, key('create'));
  await act(
    'create with due and tag',
    'POST',
    '/api/v1/tasks',
    { title: 'Pay rent', tags: ['home'], due: { kind: 'date', date: '2027-01-01' } },
    key('due'),
  );
  const path = new URL(created.headers.get('location') ?? '', account.origin).pathname;
  await act('edit the title', 'PATCH', path, { title: 'Buy oat milk' }, key('edit'));
  const completed = await act('complete', 'POST', `${path}/complete`, {}, key('complete'));
  const { correlationId } = z.object({ correlationId: z.string() }).parse(await completed.json());
  await act('undo that', 'POST', '/api/v1/undo', { correlationId }, key('undo'));
  await act('delete', 'DELETE', path, undefined, key('delete'));
  const daily = { title: 'Water', due: { kind: 'date', date: '2027-01-01' }, recurrence: { rule: 'FREQ=DAILY' } };
  const repeating = await act('create, repeating', 'POST', '/api/v1/tasks', daily, key('repeat'));
  const { task } = TaskAnswerSchema.parse(await repeating.json());
  const series = `/api/v1/series/${task.series.id}`;
  await act('complete, repeating', 'POST', `/api/v1/tasks/${task.id}/complete`, {}, key('complete-repeat'));
  await act('skip one', 'POST', `${series}/skip`, {}, key('skip'));
  await act('stop repeating', 'DELETE', `/api/v1/tasks/${task.id}/recurrence`, undefined, key('stop'));
  await act('what stands ahead, 30 days', 'GET', '/api/v1/occurrences?days=30');
  await act('list the first 20', 'GET', '/api/v1/tasks?per_page=20');
  await act('list the Inbox, 20', 'GET', '/api/v1/tasks?per_page=20&list=inbox&parent=none');
  await act('list 20 by due', 'GET', '/api/v1/tasks?per_page=20&sort=due');
  await act('search', 'GET', '/api/v1/tasks?per_page=20&search=needle');
  await act('sync of nothing', 'GET', `/api/v1/sync?since=${await head(account)}`);
  const page = await fetch(`${account.origin}/today`, { headers: { cookie: account.cookie } });
  if (!page.ok) throw new Error(`the page answered ${page.status}`);
  costs.set('open the app at Today', costOf(page));
  const total = costs.get('list the first 20');
  // What `total` reads is one index row a task; the rest is the page.
  if (total) costs.set('list the first 20, beside total', { ...total, read: total.read - (await openTasks(account)) });
  return costs;
}

/** Reminders. The alarm is run by the bench, because nobody asks it for its cost. */
async function reminderActions(worker: DirectWorker, account: BenchAccount, size: number): Promise<Map<string, Cost>> {
  const costs = new Map<string, Cost>();
  const post = async (name: string, path: string, body: unknown): Promise<unknown> => {
    const headers = { ...account.headers, 'idempotency-key': `bill-${size}-${name.replaceAll(' ', '-')}` };
    const init = { method: 'POST', headers, body: JSON.stringify(body) };
    const response = await fetch(`${account.origin}/api/v1${path}`, init);
    if (!response.ok) throw new Error(`${name} answered ${response.status}: ${await response.text()}`);
    costs.set(name, costOf(response));
    return await response.json();
  };
  const me = await fetch(`${account.origin}/api/v1/me`, { headers: account.headers });
  const { userId } = z.object({ userId: z.string() }).parse(await me.json());
  const ring = async (name: string, atMs: number) => {
    const response = await fetch(`${worker.meteredOrigin}/alarm?user=${userId}&at=${atMs}`);
    if (!response.ok) throw new Error(`the alarm answered ${response.status}: ${await response.text()}`);
    costs.set(name, MeterSchema.parse(await response.json()));
  };
  // Sooner than whatever else the account is to be reminded of, which would ring along.
  const dueMs = Math.ceil(Date.now() / MINUTE) * MINUTE + 31 * MINUTE;
  const due = { kind: 'fixed', local: new Date(dueMs).toISOString().slice(0, 16), zone: 'UTC' };
  const made = await post('create with due and reminder', '/tasks', { title: 'Call home', due });
  const { task } = ReminderMadeSchema.parse(made);
  await ring('ring', dueMs - 30 * MINUTE);
  const snooze = { kind: 'minutes', minutes: 5 };
  await post('snooze', `/tasks/${task.id}/reminders/${task.reminders[0].id}/snooze`, { snooze });
  await ring('ring again', Date.now() + 6 * MINUTE);
  const bell = await fetch(`${account.origin}/api/v1/notifications?unread=true&per_page=1`, {
    headers: account.headers,
  });
  const { notifications } = BellSchema.parse(await bell.json());
  await post('acknowledge', '/notifications/acknowledge', { firingIds: [notifications[0].id] });
  // What it was is the last event: open windows stand before it.
  const told = await fetch(`${worker.meteredOrigin}/tell?user=${userId}&after=${(await head(account)) - 1}`);
  if (!told.ok) throw new Error(`telling answered ${told.status}: ${await told.text()}`);
  costs.set('tell the open windows', MeterSchema.parse(await told.json()));
  return costs;
}

const ReminderMadeSchema = z.object({
  task: z.object({ id: z.string(), reminders: z.tuple([z.object({ id: z.string() })]) }),
});
const BellSchema = z.object({ notifications: z.tuple([z.object({ id: z.string() })]) });

async function head(account: BenchAccount): Promise<number> {
  const response = await fetch(`${account.origin}/api/v1/overview`, { headers: account.headers });
  return z.object({ seq: z.int() }).parse(await response.json()).seq;
}

async function openTasks(account: BenchAccount): Promise<number> {
  const response = await fetch(`${account.origin}/api/v1/tasks?per_page=1`, { headers: account.headers });
  return z.object({ total: z.int() }).parse(await response.json()).total;
}
