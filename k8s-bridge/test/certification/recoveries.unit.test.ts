import { expect, test } from 'vitest';
import { newRecoveries } from './recoveries.ts';

test('CE5 what does not come back is told at once and by its name, while others are still on their way', async () => {
  const { begin, failed, of } = newRecoveries();
  begin('broker', () => new Promise(() => {}));
  begin('daprd of notifier', async () => {
    throw new Error('it ended. Its last words: no broker');
  });
  await expect(failed).rejects.toThrow('daprd of notifier did not come back: it ended. Its last words: no broker');
  expect(of('broker')).not.toBeNull();
  expect(of('worker')).toBeNull();
});
