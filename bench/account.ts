import { typeidUnboxed } from 'typeid-js';
import { z } from 'zod';

/** A user of a bench, with a token that may do everything. */
export interface BenchAccount {
  origin: string;
  secret: string;
  headers: Record<string, string>;
  /** The session of its browser, for pages. */
  cookie: string;
}

const PASSWORD = 'only-for-this-bench-1';

/** Signs up on a fresh database and makes a token, over HTTP like anybody else. */
export async function newBenchAccount(origin: string): Promise<BenchAccount> {
  const json = { 'content-type': 'application/json', origin };
  const email = `${typeidUnboxed('bench')}@example.com`;
  const signUp = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: json,
    body: JSON.stringify({ name: 'Bench', email, password: PASSWORD, zone: 'Europe/Berlin', locale: 'en' }),
  });
  if (!signUp.ok) throw new Error(`sign-up answered ${signUp.status}: ${await signUp.text()}`);
  const cookie = signUp.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  const made = await fetch(`${origin}/api/v1/tokens`, {
    method: 'POST',
    headers: { ...json, cookie },
    body: JSON.stringify({ name: 'bench', scopes: ['read', 'write'] }),
  });
  if (!made.ok) throw new Error(`making a token answered ${made.status}: ${await made.text()}`);
  const { secret } = z.object({ secret: z.string() }).parse(await made.json());
  const headers = { authorization: `Bearer ${secret}`, 'content-type': 'application/json' };
  return { origin, secret, headers, cookie };
}

const WORDS = [
  'call',
  'write',
  'plan',
  'review',
  'order',
  'clean',
  'book',
  'draft',
  'check',
  'repair',
  'invoice',
  'garden',
];

/**
 * Fills an account with tasks through the API, 200 a request: two thirds have a due, a tenth a tag, one in a hundred
 * says "needle", half have notes of a few lines.
 */
export async function fillAccount(account: BenchAccount, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += 200) {
    const commands = Array.from({ length: Math.min(200, to - at) }, (_, index) => newTask(at + index));
    const response = await fetch(`${account.origin}/api/v1/commands`, {
      method: 'POST',
      headers: account.headers,
      body: JSON.stringify({ commands }),
    });
    if (!response.ok) throw new Error(`filling answered ${response.status}: ${await response.text()}`);
    await response.arrayBuffer();
  }
}

function newTask(at: number) {
  const word = (by: number) => WORDS[(at * by) % WORDS.length];
  const day = String((at % 28) + 1).padStart(2, '0');
  const month = String((at % 12) + 1).padStart(2, '0');
  return {
    id: `fill-${at}`,
    type: 'task.create',
    title: `${word(1)} the ${word(5)} number ${at}${at % 100 === 0 ? ' needle' : ''}`,
    notes:
      at % 2 === 0 ? '' : `${word(7)} and ${word(11)} before the end of the month.\nThen tell everybody who asked.`,
    priority: ['none', 'low', 'medium', 'high', 'urgent'][at % 5],
    tags: at % 10 === 0 ? [`area${at % 7}`] : [],
    due: at % 3 === 0 ? null : { kind: 'floating', local: `2027-${month}-${day}T09:00` },
  };
}
