import { expect, it } from 'vitest';
import { CommandSchema } from '#core/command/command.ts';
import type { SyncPage } from '#core/query/sync-query.ts';
import { readStored } from '#test/stored.ts';
import { newUser } from '#test/users.ts';
import { allEvents } from './export-pages.ts';
import { readSync } from './read-sync.ts';

const MAX_BYTES = 2.5 * 1024 * 1024;

it('API28 a page of long notes stops early and says that there is more, and nothing is missing', async () => {
  const user = await newUser();
  const command = CommandSchema.parse({ type: 'task.create', title: 'Long', notes: 'n'.repeat(64 * 1024) });
  await user.batch(Array.from({ length: 100 }, () => ({ key: null, command })));
  const expected = (await readStored(user)).log.map(({ seq }) => seq);
  const synced: number[] = [];
  for (let page: SyncPage | undefined; page === undefined || (page.kind === 'events' && page.hasMore); ) {
    page = await readSync(user.db, user.id, { since: page?.kind === 'events' ? page.next : 0, limit: 500 });
    if (page.kind === 'reset') throw new Error('reset');
    expect(page.events.length).toBeGreaterThan(0);
    expect(JSON.stringify(page).length).toBeLessThan(MAX_BYTES);
    synced.push(...page.events.map(({ seq }) => seq));
  }
  expect(synced).toEqual(expected);
  const exported: number[] = [];
  for await (const events of allEvents(user.db, user.id)) {
    expect(JSON.stringify(events).length).toBeLessThan(MAX_BYTES);
    exported.push(...events.map(({ seq }) => seq));
  }
  expect(exported).toEqual(expected);
});
