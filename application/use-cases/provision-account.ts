import { EMPTY_WORLD, evolveAll } from '#core/command/world.ts';
import { INBOX_ID } from '#core/ids.ts';
import { listCreated } from '#core/list/decide-list.ts';
import type { Actor } from '#core/log/actor.ts';
import type { DomainEvent } from '#core/log/event.ts';
import { firstSettings } from '#core/settings/first-settings.ts';
import { CommitConflict, commitEvents } from '../db/commit-events.ts';
import type { Database } from '../db/database.ts';
import type { Effects } from '../effects.ts';

export interface NewAccount {
  userId: string;
  zone: string;
  locale: string;
  actor: Actor;
}

/** Sorts before every key that is ever made for another list. */
const INBOX_ORDER_KEY = 'a0';

/**
 * Gives a new user what everybody has from the start: settings and an Inbox. Doing it again changes nothing, so a
 * sign-up that broke half-way can be repeated.
 */
export async function provisionAccount(db: Database, effects: Effects, account: NewAccount): Promise<void> {
  const { userId, zone, locale, actor } = account;
  const now = effects.now();
  const events: DomainEvent[] = [
    { kind: 'account', type: 'account.created', userId, version: 1 },
    {
      kind: 'settings',
      type: 'settings.created',
      after: firstSettings({ zone, locale, now }),
      before: null,
    },
    listCreated({ id: INBOX_ID, name: 'Inbox', orderKey: INBOX_ORDER_KEY, now }),
  ];
  const unit = {
    correlationId: effects.newId('correlation'),
    events: events.map((event) => ({ id: effects.newId('event'), event })),
    record: null,
  };
  const after = evolveAll(EMPTY_WORLD, events);
  try {
    await commitEvents(
      db,
      { userId, actor, trace: null, now, loaded: EMPTY_WORLD, after, units: [unit] },
      effects.wait,
    );
  } catch (error) {
    // The unique versions say that it was done before.
    if (!(error instanceof CommitConflict)) throw error;
  }
}
