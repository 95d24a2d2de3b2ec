/** The first so many characters (code points) of a text: half of one is no text that a schema takes. */
export function firstCharacters(text: string, count: number): string {
  return [...text].slice(0, count).join('');
}
