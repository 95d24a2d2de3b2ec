import { foldText } from '#core/text/search-text.ts';
import { PALETTE_GROUPS, type PaletteEntry, type PaletteGroup } from './palette-entry.ts';

export interface EntryGroup {
  group: PaletteGroup;
  entries: PaletteEntry[];
}

const MAX_PER_GROUP = 8;
/** What was found by its own means (tasks by the server, what is made of the text) fits; how well is not for us to say. */
const FOUND_ELSEWHERE: ReadonlySet<PaletteGroup> = new Set(['task', 'narrow', 'write']);

/**
 * What fits a text, best first, under its headings. A heading stands where its best entry does; what is made of the text
 * itself comes last, so that Enter does it only where nothing else is meant.
 */
export function rankEntries(entries: readonly PaletteEntry[], text: string): EntryGroup[] {
  const words = foldText(text)
    .split(/\s+/u)
    .filter((word) => word !== '');
  if (words.length === 0) return groupsOf(entries);
  const scored = entries.flatMap((entry) => {
    const score = FOUND_ELSEWHERE.has(entry.group) ? 0 : scoreOf(entry, words);
    return score === null ? [] : [{ entry, score }];
  });
  const byScore = scored.toSorted((a, b) => b.score - a.score);
  const best = (group: PaletteGroup) => byScore.find(({ entry }) => entry.group === group)?.score ?? 0;
  // What was used lately stands under its own heading then.
  const groups = groupsOf(byScore.map(({ entry }) => entry).filter(({ group }) => group !== 'recent'));
  // What was found elsewhere scores nothing, and so keeps its order behind all that is known here.
  return groups.toSorted((a, b) => best(b.group) - best(a.group));
}

function groupsOf(entries: readonly PaletteEntry[]): EntryGroup[] {
  return PALETTE_GROUPS.flatMap((group) => {
    const own = entries.filter((entry) => entry.group === group);
    // What can be done with a task is shown whole: whoever opens the palette on one looks for it.
    return own.length === 0 ? [] : [{ group, entries: group === 'subject' ? own : own.slice(0, MAX_PER_GROUP) }];
  });
}

/** @returns null where a word is nowhere */
function scoreOf({ title, words = '' }: PaletteEntry, sought: readonly string[]): number | null {
  const name = foldText(title);
  const parts = name.split(/[^\p{L}\p{N}#]+/u);
  const others = foldText(words).split(/\s+/u);
  let score = name === sought.join(' ') ? 20 : name.startsWith(sought.join(' ')) ? 10 : 0;
  for (const word of sought) {
    if (parts.some((part) => part === word)) score += 5;
    else if (parts.some((part) => part.startsWith(word))) score += 4;
    else if (others.some((part) => part.startsWith(word))) score += 2;
    else if (word.length > 2 && name.includes(word)) score += 1;
    else return null;
  }
  // Of two that fit alike the shorter one is nearer to what was typed.
  return score - name.length / 1000;
}
