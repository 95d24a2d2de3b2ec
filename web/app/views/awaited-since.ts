/**
 * Which of the texts that a box told of are still to come to the address, the one that is there included, now that it
 * says `value`. Null when the box did not tell of it: somebody went there by other means, and the box has to follow.
 */
export function awaitedSince(sent: readonly string[], value: string): readonly string[] | null {
  const at = sent.indexOf(value);
  return at === -1 ? null : sent.slice(at);
}
