import type { Instant } from '../instant.ts';
import { changedFields } from '../log/changed-fields.ts';
import type { ListEvent } from '../log/event.ts';
import type { List } from './list.ts';

/** The event that turns `list` into itself with `change`, or null when nothing would change. */
export function changeList(list: List, type: ListEvent['type'], change: Partial<List>, now: Instant): ListEvent | null {
  const after: List = { ...list, ...change, version: list.version + 1, updatedAt: now };
  const before = changedFields(list, after);
  return before === null ? null : { kind: 'list', type, after, before };
}
