const MAX_CHARACTERS = 48;

/** A title in the middle of a sentence: long ones end in `…`. */
export function shortenTitle(title: string): string {
  const characters = [...title];
  if (characters.length <= MAX_CHARACTERS) return title;
  return `${characters
    .slice(0, MAX_CHARACTERS - 1)
    .join('')
    .trimEnd()}…`;
}
