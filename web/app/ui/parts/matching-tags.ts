/** The tags that may be meant by what is typed so far: those that begin with it, then those that contain it. */
export function matchingTags(tags: readonly string[], typed: string): string[] {
  const wanted = fold(typed);
  const begins = (tag: string) => fold(tag).startsWith(wanted);
  return [...tags.filter(begins), ...tags.filter((tag) => !begins(tag) && fold(tag).includes(wanted))];
}

/** Case and accents do not count while somebody is still typing. */
function fold(text: string): string {
  return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLocaleLowerCase('en');
}
