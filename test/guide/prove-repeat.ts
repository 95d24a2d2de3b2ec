import { toInstant } from '#core/instant.ts';
import { slotEpochMs } from '#core/recurrence/occurrences.ts';
import { previewRecurrence } from '#core/recurrence/preview-recurrence.ts';
import { isProblem } from '#core/recurrence/rule-problem.ts';
import type { Example } from '#web/app/routes/guide/read-example.ts';
import { correctFacts, factsOf } from './facts.ts';
import { speak, understand } from './spoken-date.ts';

/** `Rule`, `First due` (where it differs, from what was `Chosen`), perhaps `Zone` and `From` (the clock on the wall): the dates, what is special about them, the text, the last. */
export function proveRepeat(example: Example): Example {
  const { get, has } = factsOf(example);
  const zone = get('Zone', 'Europe/Berlin');
  const after = has('From') ? toInstant(slotEpochMs(understand(get('From')), zone) - 1) : null;
  const count = example.results.length;
  const preview = previewRecurrence({
    rule: get('Rule'),
    start: understand(get('Chosen', get('First due'))),
    zone,
    after,
    count,
  });
  if (isProblem(preview)) {
    return { ...example, results: [{ given: null, result: `Refused: ${preview.message}`, note: null }] };
  }
  const { rule, text, start, last } = preview;
  return {
    facts: correctFacts(example, {
      Repeats: text,
      Rule: rule,
      'First due': speak(start),
      Last: last === null ? 'none, it goes on' : speak(last.local),
    }),
    results: preview.occurrences.map(({ local, notes }) => ({
      given: null,
      result: speak(local),
      note: notes.length === 0 ? null : notes.map(({ text: sentence }) => sentence).join(' '),
    })),
  };
}
