const TOKEN =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the ones that may not stand in a JSON text.
  /[ \t\n\r]*(?:([{}[\],:])|("(?:[^"\\\u0000-\u001f]|\\(?:["\\/bfnrt]|u[\da-fA-F]{4}))*"|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?|true|false|null))/uy;

/** What may stand next: a value, the key of a member, its colon, or what follows a value. */
type Expected = 'value' | 'value or ]' | 'key' | 'key or }' | 'colon' | 'next';

/** The place, counted in characters, at which a text stops being JSON. `JSON.parse` mostly keeps it to itself. */
export function locateJsonFault(text: string): number {
  const open: string[] = [];
  let expected: Expected = 'value';
  let at = 0;
  while (at < text.length) {
    TOKEN.lastIndex = at;
    const match = TOKEN.exec(text);
    const [whole = '', mark, scalar] = match ?? [];
    const start = match === null ? at + leadingBlanks(text, at) : at + whole.length - (mark ?? scalar ?? '').length;
    const next: Expected | null = match === null ? null : step(expected, mark, scalar, open);
    if (next === null) return start;
    expected = next;
    at += whole.length;
  }
  return text.length;
}

function leadingBlanks(text: string, from: number): number {
  let count = 0;
  while (' \t\n\r'.includes(text[from + count] ?? '!')) count += 1;
  return count;
}

/** What may follow a token; null when the token may not stand here. */
function step(
  expected: Expected,
  mark: string | undefined,
  scalar: string | undefined,
  open: string[],
): Expected | null {
  const wantsValue = expected === 'value' || expected === 'value or ]';
  if (scalar !== undefined) {
    if (wantsValue) return 'next';
    return scalar.startsWith('"') && (expected === 'key' || expected === 'key or }') ? 'colon' : null;
  }
  if (mark === '{' || mark === '[') {
    if (!wantsValue) return null;
    open.push(mark);
    return mark === '{' ? 'key or }' : 'value or ]';
  }
  if (mark === ':') return expected === 'colon' ? 'value' : null;
  const inside = open.at(-1);
  if (mark === ',') return expected === 'next' && inside !== undefined ? (inside === '{' ? 'key' : 'value') : null;
  const isClosing =
    mark === '}'
      ? inside === '{' && (expected === 'next' || expected === 'key or }')
      : inside === '[' && (expected === 'next' || expected === 'value or ]');
  if (!isClosing) return null;
  open.pop();
  return 'next';
}
