import { type RuleProblem, ruleProblem } from './rule-problem.ts';

/** Longer lists than any calendar needs are refused: what a rule costs grows with them. */
export const MAX_LIST_LENGTH = 64;

/** From the front to the back of what is counted: 1, 2, …, -2, -1. Without repetition. */
export function inCalendarOrder(numbers: readonly number[]): number[] {
  const place = (n: number) => (n > 0 ? n : n + 10_000);
  return [...new Set(numbers)].sort((a, b) => place(a) - place(b));
}

/** A whole number from 1 on, written in digits only. */
export function readCount(field: string, text: string, max: number): number | RuleProblem {
  const value = /^\d{1,12}$/.test(text) ? Number(text) : Number.NaN;
  if (value >= 1 && value <= max) return value;
  return ruleProblem(field, `${field} must be a whole number from 1 to ${max}, not ${quote(text)}.`);
}

/** A list such as `1,15,-1`, every number from 1 to `max` (or from -max to -1, where counting from the end makes sense). */
export function readNumbers(
  field: string,
  text: string,
  limits: { max: number; isSigned: boolean },
): number[] | RuleProblem {
  const items = text.split(',');
  if (items.length > MAX_LIST_LENGTH) return tooLong(field);
  const numbers: number[] = [];
  for (const item of items) {
    const value = /^[+-]?\d{1,3}$/.test(item) ? Number(item) : 0;
    const size = limits.isSigned ? Math.abs(value) : value;
    if (size < 1 || size > limits.max) {
      const range = limits.isSigned ? `1 to ${limits.max} or -1 to -${limits.max}` : `1 to ${limits.max}`;
      return ruleProblem(field, `${field} takes whole numbers from ${range}, not ${quote(item)}.`);
    }
    numbers.push(value);
  }
  return inCalendarOrder(numbers);
}

/** BYHOUR, BYMINUTE, BYSECOND: one number, because a task is due once on its day. */
export function readSingle(field: string, text: string, max: number): number | RuleProblem {
  if (text.includes(',')) {
    return ruleProblem(
      field,
      `${field} may name one value only: a task is due once a day. Make a series for each time.`,
    );
  }
  const value = /^\d{1,2}$/.test(text) ? Number(text) : -1;
  if (value >= 0 && value <= max) return value;
  return ruleProblem(field, `${field} must be a whole number from 0 to ${max}, not ${quote(text)}.`);
}

export function tooLong(field: string): RuleProblem {
  return ruleProblem(field, `${field} may list at most ${MAX_LIST_LENGTH} values.`);
}

/** What was written, short and plain enough to be repeated in a sentence. */
export function quote(text: string): string {
  const plain = text.replace(/[\p{C}\s]+/gu, ' ');
  return text === '' ? 'nothing' : `“${plain.length > 20 ? `${plain.slice(0, 20)}…` : plain}”`;
}
