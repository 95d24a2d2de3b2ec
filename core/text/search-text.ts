/**
 * Folds text so that a search finds it whatever the case, accents or width it was typed in: compatibility
 * decomposition, combining marks dropped, one case. Works for any script; no dictionary, no stemming.
 */
export function foldText(text: string): string {
  // By way of upper case: it writes out what lower case leaves alone (ß is SS, ẞ is ß first). The final sigma is an
  // ordinary one.
  const bare = text.normalize('NFKD').replace(/\p{M}+/gu, '');
  return bare.toLowerCase().toUpperCase().toLowerCase().replaceAll('ς', 'σ').normalize('NFKC');
}

/** What `search` looks through for a task. The separator keeps a word from matching across title and notes. */
export function searchText(title: string, notes: string): string {
  return notes === '' ? foldText(title) : `${foldText(title)}\n${foldText(notes)}`;
}

/** The words that all must occur, folded, longest first, because a long word rules out most. */
export function searchWords(query: string): string[] {
  const words = foldText(query)
    .split(/\s+/u)
    .filter((word) => word !== '');
  return [...new Set(words)].sort((a, b) => b.length - a.length);
}
