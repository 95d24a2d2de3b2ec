import { isEqualJson } from '../json.ts';

/** One event of a history: the state after, and the old values of the fields it changed. */
interface Change<State> {
  after: State;
  before: Partial<State> | null;
}

export interface FieldInversion<State> {
  /** Fields to set back, with their old values. Empty when they are back already. */
  change: Partial<State>;
  /** Fields that hold neither what the command gave them nor what they had before. */
  blocked: (keyof State & string)[];
}

/**
 * What it takes to set the fields that a history changed back to their old values, given what they hold now.
 * Several events of one history count as one change: oldest value before, newest value after.
 */
export function invertFields<State extends object>(history: Change<State>[], current: State): FieldInversion<State> {
  const before: Partial<State> = {};
  for (const { before: old } of history.toReversed()) Object.assign(before, old);
  const after = history.at(-1)?.after;
  const change: Partial<State> = {};
  const blocked: (keyof State & string)[] = [];
  for (const key of Object.keys(before) as (keyof State & string)[]) {
    if (isEqualJson(current[key], before[key])) continue;
    if (isEqualJson(current[key], after?.[key])) change[key] = before[key];
    else blocked.push(key);
  }
  return { change, blocked };
}
