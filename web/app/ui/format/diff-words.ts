export interface DiffPart {
  kind: 'same' | 'removed' | 'added';
  text: string;
}

/** Above this many words the quadratic comparison would be felt; the whole text then counts as changed. */
const MAX_WORDS = 800;

/** What changed between two texts, word by word: the longest common run of words stays, the rest was removed or added. */
export function diffWords(before: string, after: string): DiffPart[] {
  const old = words(before);
  const now = words(after);
  if (old.length > MAX_WORDS || now.length > MAX_WORDS) return merged([part('removed', before), part('added', after)]);

  // lengths[i][j]: the longest common subsequence of old from i and now from j.
  const lengths = Array.from({ length: old.length + 1 }, () => new Uint16Array(now.length + 1));
  const at = (i: number, j: number) => lengths[i]?.[j] ?? 0;
  for (let i = old.length - 1; i >= 0; i -= 1) {
    const row = lengths[i];
    for (let j = now.length - 1; row && j >= 0; j -= 1) {
      row[j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }

  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  while (i < old.length || j < now.length) {
    if (i < old.length && j < now.length && old[i] === now[j]) {
      parts.push(part('same', old[i] ?? ''));
      i += 1;
      j += 1;
    } else if (i < old.length && (j >= now.length || at(i + 1, j) >= at(i, j + 1))) {
      parts.push(part('removed', old[i] ?? ''));
      i += 1;
    } else {
      parts.push(part('added', now[j] ?? ''));
      j += 1;
    }
  }
  return merged(parts);
}

function words(text: string): string[] {
  return text.match(/\s+|[\p{L}\p{N}\p{M}_]+|[^\s\p{L}\p{N}\p{M}_]/gu) ?? [];
}

function part(kind: DiffPart['kind'], text: string): DiffPart {
  return { kind, text };
}

/** Neighbours of one kind become one part; empty ones go. */
function merged(parts: readonly DiffPart[]): DiffPart[] {
  const out: DiffPart[] = [];
  for (const next of parts) {
    const last = out.at(-1);
    if (next.text === '') continue;
    if (last?.kind === next.kind) last.text += next.text;
    else out.push({ ...next });
  }
  return out;
}
