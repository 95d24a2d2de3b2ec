/** English, as the app writes it: 24-hour times, day before month. */

export const WEEKDAY_NAMES = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
export const MONTH_NAMES = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
];

/** `a`, `a and b`, `a, b and c`. */
export function listWords(items: readonly string[], last = 'and'): string {
  const [final = ''] = items.slice(-1);
  return items.length < 2 ? final : `${items.slice(0, -1).join(', ')} ${last} ${final}`;
}

/** 1st, 2nd, 3rd, 4th, 11th, 21st. */
export function ordinalNumber(n: number): string {
  const teens = n % 100 >= 11 && n % 100 <= 13;
  const ending = teens ? 'th' : (['th', 'st', 'nd', 'rd'][n % 10] ?? 'th');
  return `${n}${ending}`;
}

/** First, second, … fifth, 6th; last, second to last, 6th to last. */
export function ordinalWord(n: number): string {
  const size = Math.abs(n);
  const word = ['', 'first', 'second', 'third', 'fourth', 'fifth'][size] ?? ordinalNumber(size);
  if (n > 0) return word;
  return size === 1 ? 'last' : `${word} to last`;
}

/** Three or more in a row are told by their ends: 2nd to 8th. */
export function runs(numbers: readonly number[], word: (n: number) => string): string[] {
  const found: number[][] = [];
  for (const n of numbers) {
    const run = found.at(-1);
    if (run !== undefined && n === (run.at(-1) ?? 0) + 1) run.push(n);
    else found.push([n]);
  }
  return found.flatMap((run) => {
    const [first, last] = [run[0] ?? 0, run.at(-1) ?? 0];
    return run.length > 2 ? [`${word(first)} to ${word(last)}`] : run.map(word);
  });
}

/** `2027-12-31…` as 31 December 2027. */
export function dateWords(local: string): string {
  return `${Number(local.slice(8, 10))} ${MONTH_NAMES[Number(local.slice(5, 7)) - 1]} ${local.slice(0, 4)}`;
}
