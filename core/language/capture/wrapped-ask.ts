import type { Grammar } from '../grammar/grammar.ts';
import type { Scan } from '../grammar/reader.ts';
import { longest } from '../grammar/vocabulary.ts';
import { isSeparator } from './boundary.ts';
import type { Candidate } from './candidate.ts';

/** No words that close such a sentence are more. */
const MAX_CLOSING_TOKENS = 5;

/**
 * What asks for a reminder around what it is about, as two candidates: مجھے … یاد دلانا. None where only one of them stands,
 * for then somebody else is to be reminded.
 *
 * @param lead where the text begins, behind what only tells when
 * @param chosen what was found else
 */
export function wrappedAsk(scan: Scan, grammar: Grammar, lead: number, chosen: readonly Candidate[]): Candidate[] {
  const opening = longest(grammar.askOpening.read(scan, lead));
  if (opening === undefined || chosen.some(({ introduced, end }) => introduced < opening.end && end > lead)) return [];
  const end = endOfSentence(scan, chosen);
  for (let at = Math.max(opening.end + 1, end - MAX_CLOSING_TOKENS); at < end; at += 1) {
    const isClosing = grammar.askClosing.read(scan, at).some((closing) => closing.end === end);
    if (isClosing) return [asking(lead, opening.end), asking(at, end)];
  }
  return [];
}

/** Before what still tells when, and before the marks that end it. */
function endOfSentence({ tokens }: Scan, chosen: readonly Candidate[]): number {
  let end = tokens.length;
  for (;;) {
    const last = tokens[end - 1];
    const candidate = chosen.findLast((each) => each.end === end);
    if (candidate) end = candidate.introduced;
    else if (isSeparator(last) || /^[.!?…۔؟]$/u.test(last?.text ?? '')) end -= 1;
    else return end;
  }
}

function asking(start: number, end: number): Candidate {
  const reminder = { kind: 'ask', form: 'firm', date: null, time: null } as const;
  return { start, end, introduced: start, form: 'firm', sense: { kind: 'reminder', reminder } };
}
