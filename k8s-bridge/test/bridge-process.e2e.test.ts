import { expect, test } from 'vitest';
import { startBridge } from './bridge-process.ts';

test('CE5 who waits for a line of a program that has ended hears so at once, with what it wrote last', async () => {
  const bridge = startBridge({ ROLES: 'nobody' });
  await expect(bridge.untilLogged('bridge.started')).rejects.toThrow(/ended .*ROLES names nobody/s);
});
