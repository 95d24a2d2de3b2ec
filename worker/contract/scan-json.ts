/** What is wrong with a JSON text although it parses. */
export interface JsonFault {
  /** Where, such as `patch.title`. */
  path: string;
  message: string;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;

/**
 * Looks through a text that `JSON.parse` accepts for what its result no longer shows: a key that stands twice in one
 * object (whoever reads it next may take the other one), and for nesting that no request of ours needs. One pass,
 * no recursion.
 *
 * @returns the first fault, or null
 */
export function scanJson(text: string, maxDepth: number): JsonFault | null {
  // One entry for every bracket that is open: the keys seen in an object, null for an array.
  const open: (Set<string> | null)[] = [];
  let path: string[] = [];
  let at = 0;
  while (at < text.length) {
    const char = text[at];
    if (char === '"') {
      const end = endOfString(text, at);
      const keys = open.at(-1);
      if (keys && isKey(text, end)) {
        const key: unknown = JSON.parse(text.slice(at, end));
        if (typeof key !== 'string') return null;
        path = [...path.slice(0, open.length - 1), key];
        if (keys.has(key)) return { path: path.join('.'), message: 'must stand only once' };
        if (key === '__proto__') return { path: path.join('.'), message: 'is not known here' };
        keys.add(key);
      }
      at = end;
      continue;
    }
    if (char === '{' || char === '[') {
      if (open.length >= maxDepth)
        return { path: path.join('.'), message: `must not be nested more than ${maxDepth} deep` };
      open.push(char === '{' ? new Set() : null);
      if (char === '[') path = [...path.slice(0, open.length - 1), '[]'];
    } else if (char === '}' || char === ']') {
      open.pop();
    }
    at += 1;
  }
  return null;
}

/** The place after the closing quote of the string that opens at `start`. */
function endOfString(text: string, start: number): number {
  let at = start + 1;
  while (at < text.length) {
    const code = text.charCodeAt(at);
    if (code === BACKSLASH) at += 2;
    else if (code === QUOTE) return at + 1;
    else at += 1;
  }
  return at;
}

/** In an object a string is a key exactly when a colon follows. */
function isKey(text: string, end: number): boolean {
  let at = end;
  while (text[at] === ' ' || text[at] === '\n' || text[at] === '\r' || text[at] === '\t') at += 1;
  return text[at] === ':';
}
