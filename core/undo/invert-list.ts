import type { DecideContext } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { changeList } from '../list/list-event.ts';
import type { List } from '../list/list.ts';
import type { ListEvent, LoggedListEvent } from '../log/event.ts';
import type { Inversion } from './decide-undo.ts';
import { invertFields } from './invert-fields.ts';

/** Takes back what happened to a list. A list that was made and has tasks by now stays. */
export function invertList(happened: LoggedListEvent[], world: World, ctx: DecideContext): Inversion {
  const list = world.lists.get(happened[0]?.aggregateId ?? '');
  if (!list) return { blocked: 'The list no longer exists.' };
  if (happened[0]?.type === 'list.created') {
    if (list.deletedAt !== null) return { event: null };
    const left = world.liveTaskCounts.get(list.id) ?? 0;
    if (left > 0) return { blocked: `The list “${list.name}” has tasks by now.` };
    return { event: changeList(list, 'list.deleted', { deletedAt: ctx.now }, ctx.now) };
  }
  const { change, blocked } = invertFields(happened.map(({ data }) => data), list);
  if (blocked.length > 0) return { blocked: `The ${blocked.join(' and ')} of the list “${list.name}” changed since.` };
  return { event: changeList(list, typeOf(change), change, ctx.now) };
}

function typeOf(change: Partial<List>): ListEvent['type'] {
  if (change.deletedAt !== undefined) return change.deletedAt === null ? 'list.restored' : 'list.deleted';
  if (change.archivedAt !== undefined) return change.archivedAt === null ? 'list.unarchived' : 'list.archived';
  return change.name === undefined ? 'list.moved' : 'list.renamed';
}
