import { asks } from './apply-change.ts';
import { create } from './intents/create-asks.ts';
import { firm, type Reading } from './intents/reading.ts';
import type { PocketContext } from './pocket-context.ts';
import { readAs, readClause } from './read-clause.ts';
import { SENTENCES } from './sentences.ts';
import { withoutCourtesies } from './text/courtesies.ts';
import { utteranceOf } from './text/pieces.ts';

const MAX_LINES = 30;
const BULLET = /^(?:[-*•–]|\d{1,2}[.)])\s+/u;

/**
 * What was said in several lines: each is an order of its own, or, behind `add:`, a task. Lines that are neither are offered
 * to be added. Null for one line.
 */
export function readLines(text: string, context: PocketContext): Reading[] | null {
  const lines = text
    .split(/\r?\n/u)
    .map((line) => line.trim().replace(BULLET, ''))
    .filter((line) => line !== '');
  const [first, ...others] = lines;
  if (first === undefined || others.length === 0 || lines.length > MAX_LINES) return null;
  const said = lines.map((line) => withoutCourtesies(utteranceOf(line), context.words));
  const [head, ...items] = said;
  if (head && readAs(['addBare'], head, context) !== null) {
    const made = create(items, context);
    return made && [made];
  }
  const readings = said.map((each) => readClause(each, context));
  const known = readings.filter((reading) => reading !== null);
  if (known.length === said.length && known.every(({ strength }) => strength === 'firm')) return known;
  const step = asks('not_understood', [], context);
  if (step.kind !== 'ask') return null;
  const choice = { label: SENTENCES.addThem(lines.length), detail: null, utterance: `add:\n${lines.join('\n')}` };
  return [{ ...firm({ ...step, choices: [choice] }), strength: 'none' }];
}
