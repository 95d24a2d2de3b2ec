import { env } from 'cloudflare:workers';
import { describe, expect, it } from 'vitest';
import { openDatabase } from '#application/db/database.ts';
import { dropConversations } from '#application/db/queries/drop-conversations.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { eraseAccount } from '#application/use-cases/accounts/erase-account.ts';
import { exportAll } from '#application/use-cases/export-all.ts';
import { toInstant } from '#core/instant.ts';
import { newPerson, type Person } from './person.ts';
import { addConversation } from './stored-conversation.ts';

const DAY_MS = 86_400_000;
const db = () => openDatabase(env.DB, newMeter());

async function rowsOf({ user }: Person): Promise<number> {
  const tables = ['conversations', 'chat_turns', 'chat_settings'];
  const counts = tables.map((table) =>
    env.DB.prepare(`SELECT count(*) AS n FROM ${table} WHERE user_id = ?`).bind(user.id).first<number>('n'),
  );
  return (await Promise.all(counts)).reduce<number>((sum, count) => sum + (count ?? 0), 0);
}

describe('how long conversations are kept', () => {
  it('CH12 is a number of days after something was last said, ninety at first, and holds for those there are', async () => {
    let now = Date.now();
    const ada = await newPerson({ effects: { now: () => toInstant(now) } });
    const id = await ada.converse();
    await ada.say(id, 'sure: hello');
    const isThere = async () => (await ada.chat().listConversations(null)).conversations.length === 1;
    now += 89 * DAY_MS;
    expect(await isThere()).toBe(true);
    await ada.set({ keepDays: 30 });
    expect(await isThere()).toBe(false);
    await expect(ada.begin(id, 'hello')).rejects.toMatchObject({ code: 'not_found' });
    await ada.set({ keepDays: 365 });
    await ada.say(id, 'sure: again');
    now += 364 * DAY_MS;
    expect(await isThere()).toBe(true);
  });

  it('CH12 the daily clearing removes them with what was said in them, in chunks', async () => {
    const ada = await newPerson();
    await addConversation(ada.user.id, 'old', { keptForMs: -1 });
    await addConversation(ada.user.id, 'older', { keptForMs: -DAY_MS });
    await addConversation(ada.user.id, 'kept');
    expect(await rowsOf(ada)).toBe(6);
    let isMore = true;
    while (isMore) ({ isMore } = await dropConversations(db(), Date.now(), 1));
    expect(await rowsOf(ada)).toBe(2);
  });

  it('CH12 the export has them, with what went to a model', async () => {
    const ada = await newPerson();
    await addConversation(ada.user.id, 'said in confidence');
    const pieces: string[] = [];
    for await (const piece of exportAll(db(), ada.user.id, toInstant(Date.now()))) pieces.push(piece);
    expect(JSON.parse(pieces.join(''))).toMatchObject({
      chatSettings: { isModelOn: false, keepDays: 90 },
      conversations: [{ title: 'said in confidence' }],
      chatTurns: [{ text: 'said in confidence', sent: { messages: [{ content: 'said in confidence' }] } }],
    });
  });

  it('CH12 nothing of them is left of an account that was erased', async () => {
    const ada = await newPerson();
    await addConversation(ada.user.id, 'said in confidence');
    await ada.set({ keepDays: 10 });
    expect(await rowsOf(ada)).toBe(3);
    await eraseAccount(db(), Date.now(), ada.user.id);
    expect(await rowsOf(ada)).toBe(0);
  });
});
