import { describe, expect, it } from 'vitest';
import { parseRecurrence } from '#core/recurrence/parse-recurrence.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import { firstSlotsAfter } from '#core/recurrence/slots.ts';
import { RFC_5545_EXAMPLES } from './rfc-5545-examples.ts';

const expanded = RFC_5545_EXAMPLES.filter(({ days }) => days !== undefined);
const refused = RFC_5545_EXAMPLES.filter((example) => example.refused !== undefined);

function readDays(text: string): string[] {
  return text.split(';').flatMap((part) => {
    const [month = '', days = ''] = part.trim().split(': ');
    return days.split(' ').flatMap((range) => {
      const [first = 0, last = first] = range.split('-').map(Number);
      return Array.from(
        { length: last - first + 1 },
        (_, at) => `${month}-${String(first + at).padStart(2, '0')}T09:00`,
      );
    });
  });
}

function parse(rule: string, start: string) {
  return parseRecurrence({ rule, start: `${start}T09:00`, zone: 'America/New_York' });
}

describe('the examples of RFC 5545 §3.8.5.3', () => {
  it('RC6 are all there, expanded or refused', () => {
    expect(expanded.length + refused.length).toBe(RFC_5545_EXAMPLES.length);
    expect(RFC_5545_EXAMPLES.length).toBe(42);
  });

  it.each(expanded)('RC6 $name ($rule)', ({ rule, start, days = '' }) => {
    const parsed = parse(rule, start);
    if (isProblem(parsed)) throw new Error(parsed.message);
    const slots = readDays(days.replace(' …', ''));
    const isEndless = days.endsWith('…');
    expect(firstSlotsAfter(parsed, null, isEndless ? slots.length : slots.length + 1)).toEqual(slots);
  });

  it.each(refused)('RC6 $name ($rule) is refused', ({ rule, start, refused: field }) => {
    expect(parse(rule, start)).toMatchObject({ field, message: expect.stringContaining('day') });
  });
});
