import { accept, type DecideContext, type Decision, refuse } from '../command/decision.ts';
import type { World } from '../command/world.ts';
import { type Refusal, refusal } from '../errors.ts';
import { INBOX_ID } from '../ids.ts';
import { type Instant, toEpochMs } from '../instant.ts';
import type { ListEvent } from '../log/event.ts';
import { orderKeyAfter, orderKeyAtEnd } from '../order-key.ts';
import type { ArchiveList, CreateList, DeleteList, MoveList, RenameList, UnarchiveList } from './commands.ts';
import { type List, MAX_LISTS } from './list.ts';
import { changeList } from './list-event.ts';

export function decideCreateList(command: CreateList, world: World, ctx: DecideContext): Decision {
  const id = command.listId ?? ctx.newListId();
  if (world.lists.has(id)) return refuse(refusal('id_taken', `There is a list ${id} already. Choose a fresh id.`));
  if ([...world.lists.values()].filter(({ deletedAt }) => deletedAt === null).length >= MAX_LISTS) {
    return refuse(refusal('limit_reached', `You can have at most ${MAX_LISTS} lists.`));
  }
  const orderKey = orderKeyAtEnd(toEpochMs(ctx.now), ctx.place, ctx.random);
  return accept([listCreated({ id, name: command.name, orderKey, now: ctx.now })], { kind: 'list', id });
}

/** The first event of a list. */
export function listCreated(list: { id: string; name: string; orderKey: string; now: Instant }): ListEvent {
  const { now, ...named } = list;
  const after: List = { ...named, version: 1, createdAt: now, updatedAt: now, archivedAt: null, deletedAt: null };
  return { kind: 'list', type: 'list.created', after, before: null };
}

export function decideRenameList(command: RenameList, world: World, ctx: DecideContext): Decision {
  return changeOwnList(command, world, ctx, 'list.renamed', () => ({ name: command.name }));
}

export function decideArchiveList(command: ArchiveList, world: World, ctx: DecideContext): Decision {
  return changeOwnList(command, world, ctx, 'list.archived', (list) => ({ archivedAt: list.archivedAt ?? ctx.now }));
}

export function decideUnarchiveList(command: UnarchiveList, world: World, ctx: DecideContext): Decision {
  return changeOwnList(command, world, ctx, 'list.unarchived', () => ({ archivedAt: null }));
}

export function decideDeleteList(command: DeleteList, world: World, ctx: DecideContext): Decision {
  const left = world.liveTaskCounts.get(command.listId) ?? 0;
  if (left > 0) {
    const tasks = left === 1 ? 'one task' : `${left} tasks`;
    return refuse(refusal('invalid_state', `The list still holds ${tasks}. Move or delete them, or archive the list.`));
  }
  return changeOwnList(command, world, ctx, 'list.deleted', () => ({ deletedAt: ctx.now }));
}

export function decideMoveList(command: MoveList, world: World, ctx: DecideContext): Decision {
  const anchor = command.after === null ? null : world.lists.get(command.after);
  if (anchor === undefined || anchor?.id === command.listId || anchor?.deletedAt) {
    const error = { path: 'after', message: 'must be another of your lists, or null' };
    return refuse(refusal('not_found', `There is no list ${command.after} to stand after.`, [error]));
  }
  // The Inbox stands before all others whatever its key, so "after the Inbox" is the start.
  const key = anchor === null || anchor.id === INBOX_ID ? null : anchor.orderKey;
  const others = [...world.lists.values()].filter(({ id }) => id !== command.listId && id !== INBOX_ID);
  const orderKey = orderKeyAfter(
    key,
    others.map((list) => list.orderKey),
    ctx.random,
  );
  return changeOwnList(command, world, ctx, 'list.moved', () => ({ orderKey }));
}

function changeOwnList(
  command: { listId: string; ifVersion?: number | undefined },
  world: World,
  ctx: DecideContext,
  type: ListEvent['type'],
  change: (list: List) => Partial<List>,
): Decision {
  const list = world.lists.get(command.listId);
  const refused = refuseChange(command, list);
  if (refused || !list) return refuse(refused ?? refusal('not_found', `There is no list ${command.listId}.`));
  const event = changeList(list, type, change(list), ctx.now);
  return accept(event ? [event] : [], { kind: 'list', id: list.id });
}

function refuseChange(
  command: { listId: string; ifVersion?: number | undefined },
  list: List | undefined,
): Refusal | null {
  if (!list || list.deletedAt !== null) return refusal('not_found', `There is no list ${command.listId}.`);
  if (list.id === INBOX_ID)
    return refusal('invalid_state', 'The Inbox stays as it is: it cannot be renamed, moved or removed.');
  if (command.ifVersion !== undefined && command.ifVersion !== list.version) {
    return refusal(
      'precondition_failed',
      `The list is at version ${list.version} by now. Read it again and repeat the change.`,
    );
  }
  return null;
}
