import { expect, test } from 'vitest';
import { citedRules, statedRules } from './spec-rules.ts';

test('rules are the first cell of a row', () => {
  expect(statedRules('| id | rule |\n|---|---|\n| LV1 | Every device. |\n| DEMO2 | LV9 is no rule here |\n')).toEqual([
    'LV1',
    'DEMO2',
  ]);
});

test('a test cites the rule its title begins with, in plain titles and in tables', () => {
  const source =
    "it('LV1 sends')\nit.each(rows)('DU2 a day %s', () => {})\nexpect('see LV3 there')\nit(`B15 from there`)";
  expect(citedRules(source)).toEqual(['LV1', 'DU2', 'B15']);
});
