import { expect, test } from 'vitest';
import { equip } from './equipment.ts';

test('CI13 all that a job needs is brought in turn, and the first thing that cannot be had is said', async () => {
  const asked: string[] = [];
  const ensure = (name: string, answer: string | null) => async () => {
    asked.push(name);
    return answer;
  };
  expect(await equip([ensure('kafka', null), ensure('helm', null)])).toBeNull();
  expect(await equip([ensure('java', 'no Java'), ensure('kcat', 'no kcat')])).toBe('no Java');
  expect(asked).toEqual(['kafka', 'helm', 'java']);
});
