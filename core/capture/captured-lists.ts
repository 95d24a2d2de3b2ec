import { foldText } from '../text/search-text.ts';

/** A list by the name somebody typed; of several of one name the first. Case and accents do not count. */
export function findListByName<List extends { name: string; archivedAt: string | null }>(
  name: string,
  lists: readonly List[],
): List | null {
  const sought = foldText(name);
  return lists.find((list) => list.archivedAt === null && foldText(list.name) === sought) ?? null;
}

/** The lists of several lines that are none yet, each once, in the order they are named. */
export function newListNames(
  names: readonly (string | null)[],
  lists: readonly { name: string; archivedAt: string | null }[],
): string[] {
  const fresh = new Map<string, string>();
  for (const name of names) {
    if (name === null || findListByName(name, lists) !== null) continue;
    if (!fresh.has(foldText(name))) fresh.set(foldText(name), name);
  }
  return [...fresh.values()];
}
