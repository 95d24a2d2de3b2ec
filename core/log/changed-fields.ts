import { isEqualJson } from '../json.ts';

// They move with every event, so listing them would say nothing.
const BOOKKEEPING = new Set(['version', 'updatedAt']);

/** The old values of the fields that differ, without bookkeeping; null when nothing does. */
export function changedFields<State extends object>(before: State, after: State): Partial<State> | null {
  const changed: Partial<State> = {};
  let isChanged = false;
  for (const key of Object.keys(after) as (keyof State & string)[]) {
    if (BOOKKEEPING.has(key) || isEqualJson(before[key], after[key])) continue;
    changed[key] = before[key];
    isChanged = true;
  }
  return isChanged ? changed : null;
}
