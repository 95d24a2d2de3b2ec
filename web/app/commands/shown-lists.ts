import { INBOX_ID } from '#core/ids.ts';
import type { ListWithCount } from '#core/query/overview.ts';
import type { TaskState } from './task-state.ts';

/** The lists as they are to be shown: what was loaded, what is known since, and what is still being saved. */
export function shownLists(loaded: readonly ListWithCount[], state: TaskState, now: string): ListWithCount[] {
  const lists = new Map(loaded.map((list) => [list.id, list]));
  for (const list of state.confirmedLists.values()) {
    const known = lists.get(list.id);
    if (!known || known.version < list.version) lists.set(list.id, { ...list, openCount: known?.openCount ?? 0 });
  }
  let order = [...lists.values()].sort(byOrder).map(({ id }) => id);
  for (const { command } of state.writes.flatMap(({ commands }) => commands)) {
    if (command.type === 'list.create' && command.listId) {
      lists.set(command.listId, newList(command.listId, command.name, now));
      if (!order.includes(command.listId)) order.push(command.listId);
    } else if (command.type === 'list.move') {
      order = order.filter((id) => id !== command.listId);
      order.splice(command.after === null ? 1 : order.indexOf(command.after) + 1, 0, command.listId);
    } else if ('listId' in command && command.listId) {
      const list = lists.get(command.listId);
      if (!list) continue;
      if (command.type === 'list.rename') lists.set(list.id, { ...list, name: command.name });
      if (command.type === 'list.archive') lists.set(list.id, { ...list, archivedAt: now });
      if (command.type === 'list.unarchive') lists.set(list.id, { ...list, archivedAt: null });
      if (command.type === 'list.delete') lists.delete(list.id);
    }
  }
  return order.flatMap((id) => lists.get(id) ?? []).filter(({ deletedAt }) => deletedAt === null);
}

function byOrder(a: ListWithCount, b: ListWithCount): number {
  if (a.id === INBOX_ID || b.id === INBOX_ID) return Number(b.id === INBOX_ID) - Number(a.id === INBOX_ID);
  if (a.orderKey === b.orderKey) return a.id < b.id ? -1 : 1;
  return a.orderKey < b.orderKey ? -1 : 1;
}

function newList(id: string, name: string, now: string): ListWithCount {
  const times = { createdAt: now, updatedAt: now, archivedAt: null, deletedAt: null };
  return { id, name, orderKey: '~', version: 1, openCount: 0, ...times };
}
