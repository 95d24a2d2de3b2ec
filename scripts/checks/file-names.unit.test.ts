import { expect, test } from 'vitest';
import { forbiddenNames } from './file-names.ts';

test('junk drawers are refused by name, as files and as folders', () => {
  const bad = [
    'core/utils.ts',
    'web/app/helpers/x.ts',
    'core/misc.unit.test.ts',
    'worker/common/a.ts',
    'core/task-manager.ts',
    'core/new-task.ts',
  ];
  expect(forbiddenNames(bad)).toEqual(bad);
});

test('names that say what they hold pass', () => {
  expect(forbiddenNames(['core/task/task.ts', 'web/app/ui/button.tsx', 'docs/common-questions.md', '.ci/run'])).toEqual(
    [],
  );
});
