/** Letters inserted, left out, changed or swapped with the next, at most `max`; more is `max + 1`. */
export function editDistance(a: string, b: string, max: number): number {
  const [one, other] = [[...a], [...b]];
  if (Math.abs(one.length - other.length) > max) return max + 1;
  let twoBefore: number[] = [];
  let before = Array.from({ length: other.length + 1 }, (_, at) => at);
  for (let row = 1; row <= one.length; row += 1) {
    const line = [row];
    for (let column = 1; column <= other.length; column += 1) {
      const isSame = one[row - 1] === other[column - 1];
      let least = Math.min(
        (before[column] ?? 0) + 1,
        (line[column - 1] ?? 0) + 1,
        (before[column - 1] ?? 0) + (isSame ? 0 : 1),
      );
      const isSwapped = one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
      if (row > 1 && column > 1 && isSwapped) least = Math.min(least, (twoBefore[column - 2] ?? 0) + 1);
      line.push(least);
    }
    if (Math.min(...line) > max) return max + 1;
    twoBefore = before;
    before = line;
  }
  return Math.min(before[other.length] ?? 0, max + 1);
}

/** How many wrong letters a word of this length is forgiven. */
export function forgiven(length: number): number {
  if (length < 4) return 0;
  return length < 8 ? 1 : 2;
}
