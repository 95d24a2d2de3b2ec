import type { DecideContext } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { INBOX_ID } from '../ids.ts';
import type { List } from '../list/list.ts';
import { changeList } from '../list/list-event.ts';
import type { ListEvent, LoggedListEvent } from '../log/event.ts';
import type { Inversion } from './decide-undo.ts';
import { invertFields } from './invert-fields.ts';

const FIELD_NAMES: Partial<Record<keyof List, string>> = {
  orderKey: 'position',
  archivedAt: 'archiving',
  deletedAt: 'deletion',
};

/** Takes back what happened to a list. A list that would go and has tasks by now stays. */
export function invertList(happened: LoggedListEvent[], world: World, ctx: DecideContext): Inversion {
  const list = world.lists.get(happened[0]?.aggregateId ?? '');
  if (!list) return { blocked: 'The list no longer exists.' };
  if (list.id === INBOX_ID) return { blocked: 'The Inbox exists as long as the account does.' };
  if (happened[0]?.type === 'list.created') {
    return list.deletedAt === null ? changed(list, { deletedAt: ctx.now }, world, ctx) : { events: [] };
  }
  const { change, blocked } = invertFields(
    happened.map(({ data }) => data),
    list,
  );
  if (blocked.length > 0) {
    const names = blocked.map((field) => FIELD_NAMES[field] ?? field).join(' and ');
    return { blocked: `The ${names} of the list “${list.name}” changed since.` };
  }
  return changed(list, change, world, ctx);
}

function changed(list: List, change: Partial<List>, world: World, ctx: DecideContext): Inversion {
  const left = world.liveTaskCounts.get(list.id) ?? 0;
  if (change.deletedAt && left > 0) return { blocked: `The list “${list.name}” has tasks by now.` };
  const event = changeList(list, typeOf(change), change, ctx.now);
  return { events: event ? [event] : [] };
}

function typeOf(change: Partial<List>): ListEvent['type'] {
  if (change.deletedAt !== undefined) return change.deletedAt === null ? 'list.restored' : 'list.deleted';
  if (change.archivedAt !== undefined) return change.archivedAt === null ? 'list.unarchived' : 'list.archived';
  return change.name === undefined ? 'list.moved' : 'list.renamed';
}
