import type { Instant } from '../instant.ts';
import { changedFields } from '../log/changed-fields.ts';
import type { ViewEvent } from '../log/event.ts';
import type { SavedView } from './view.ts';

/** The event that turns `view` into itself with `change`, or null when nothing would change. */
export function changeView(
  view: SavedView,
  type: ViewEvent['type'],
  change: Partial<SavedView>,
  now: Instant,
): ViewEvent | null {
  const after: SavedView = { ...view, ...change, version: view.version + 1, updatedAt: now };
  const before = changedFields(view, after);
  return before === null ? null : { kind: 'view', type, after, before };
}
