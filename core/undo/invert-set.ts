interface SetChange {
  after: readonly string[];
  /** Undefined when the event did not touch the set. */
  before: readonly string[] | undefined;
}

/**
 * What a set is without what a history did to it: words it added go, words it removed come back, and words that
 * others added or removed meanwhile stay as they are.
 */
export function invertSet(history: SetChange[], current: readonly string[]): string[] {
  const touching = history.filter((change) => change.before !== undefined);
  const before = new Set(touching[0]?.before);
  const after = new Set(touching.at(-1)?.after);
  const kept = current.filter((word) => before.has(word) || !after.has(word));
  const back = [...before].filter((word) => !after.has(word));
  return [...kept, ...back];
}
