import { randomUUID } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import path from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { vi } from 'vitest';
import { z } from 'zod';
import { ActivityPageSchema } from '#core/query/activity-query.ts';
import { NotificationsPageSchema } from '#core/query/reminders-query.ts';
import type { Firing } from '#core/reminder/firing.ts';

/** Somebody who is signed in at an instance, with an empty account of their own. */
export interface Client {
  post: (at: string, body: object, method?: 'POST' | 'PATCH') => Promise<unknown>;
  get: (at: string) => Promise<unknown>;
  /** Carries out commands, as many at a time as one request takes. Throws when one of them is refused. */
  command: (commands: readonly object[]) => Promise<void>;
  /** Everything in the bell. */
  rang: () => Promise<Firing[]>;
  /** How often the log says that something rang. */
  ringsInLog: () => Promise<number>;
}

const RepliesSchema = z.object({ replies: z.array(z.looseObject({ status: z.string() })) });

export async function signUp(origin: string, zone: string): Promise<Client> {
  const headers: Record<string, string> = { 'content-type': 'application/json', origin };
  const account = { name: 'Ada', email: `${randomUUID()}@example.com`, password: randomUUID(), zone, locale: 'en' };
  const made = await fetch(`${origin}/api/auth/sign-up/email`, {
    method: 'POST',
    headers,
    body: JSON.stringify(account),
  });
  if (!made.ok) throw new Error(`sign-up answered ${made.status}: ${await made.text()}`);
  headers.cookie = made.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0])
    .join('; ');
  const send = async (at: string, init: RequestInit): Promise<unknown> => {
    const answer = await fetch(`${origin}/api/v1${at}`, { ...init, headers });
    if (!answer.ok) throw new Error(`${at} answered ${answer.status}: ${await answer.text()}`);
    const text = await answer.text();
    return text === '' ? null : JSON.parse(text);
  };
  const post: Client['post'] = (at, body, method = 'POST') => send(at, { method, body: JSON.stringify(body) });
  const get: Client['get'] = (at) => send(at, {});
  return {
    post,
    get,
    async command(commands) {
      for (let from = 0; from < commands.length; from += 200) {
        const some = commands.slice(from, from + 200).map((each) => ({ id: randomUUID(), ...each }));
        const { replies } = RepliesSchema.parse(await post('/commands', { commands: some }));
        const refused = replies.find(({ status }) => status !== 'done');
        if (refused) throw new Error(`a command was refused: ${JSON.stringify(refused)}`);
      }
    },
    async rang() {
      const firings: Firing[] = [];
      for (let page = 1; ; page += 1) {
        const answer = await get(`/notifications?per_page=200&page=${page}`);
        const { notifications, total } = NotificationsPageSchema.parse(answer);
        firings.push(...notifications);
        if (firings.length >= total || notifications.length === 0) return firings;
      }
    },
    ringsInLog: async () => ActivityPageSchema.parse(await get('/activity?type=reminder.fired&per_page=1')).total,
  };
}

/** Works on the database of an instance that is stopped: nobody else may have it open. */
export async function withDatabase<Result>(state: string, use: (db: DatabaseSync) => Result): Promise<Result> {
  const db = new DatabaseSync(await databaseFile(state));
  try {
    return use(db);
  } finally {
    db.close();
  }
}

/** Looks into the database of an instance that runs, past its runtime, until something is so there. */
export async function untilInDatabase(state: string, isSo: (db: DatabaseSync) => boolean): Promise<void> {
  const db = new DatabaseSync(await databaseFile(state), { readOnly: true, timeout: 1000 });
  try {
    await vi.waitUntil(() => isSo(db), { timeout: 60_000, interval: 2 });
  } finally {
    db.close();
  }
}

async function databaseFile(state: string): Promise<string> {
  const folder = path.join(state, 'v3/d1/miniflare-D1DatabaseObject');
  const [file, ...others] = (await readdir(folder)).filter((name) => /^[\da-f]{64}\.sqlite$/.test(name));
  if (file === undefined || others.length > 0) throw new Error(`${folder} does not hold one database`);
  return path.join(folder, file);
}
