import { isEqualJson } from '../json.ts';

interface Entry {
  id: string;
}

interface EntriesChange<Item extends Entry> {
  after: readonly Item[];
  /** Undefined when the event did not touch the entries. */
  before: readonly Item[] | undefined;
}

/**
 * What entries with ids are without what a history did to them: those it added go, those it removed or changed are as
 * they were, and what others did to other entries meanwhile, or to the same one, stays.
 */
export function invertEntries<Item extends Entry>(history: EntriesChange<Item>[], current: readonly Item[]): Item[] {
  const touching = history.filter((change) => change.before !== undefined);
  const before = byId(touching[0]?.before ?? []);
  const after = byId(touching.at(-1)?.after ?? []);
  const isOurs = (id: string) => !isEqualJson(before.get(id), after.get(id));
  const kept = current.flatMap((item) => {
    const isUntouched = isOurs(item.id) && isEqualJson(item, after.get(item.id));
    return isUntouched ? (before.get(item.id) ?? []) : item;
  });
  const back = [...before.values()].filter(({ id }) => !after.has(id) && !kept.some((item) => item.id === id));
  return [...kept, ...back];
}

function byId<Item extends Entry>(items: readonly Item[]): Map<string, Item> {
  return new Map(items.map((item) => [item.id, item]));
}
