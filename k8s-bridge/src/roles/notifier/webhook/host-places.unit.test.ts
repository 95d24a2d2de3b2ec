import { expect, test } from 'vitest';
import { newHostPlaces } from './host-places.ts';

const FOREVER_MS = 3_600_000;

test('NF29 so many are let in at a time, of each host; the others in turn', async () => {
  const places = newHostPlaces({ max: 2, waitMs: FOREVER_MS });
  const first = await places.take('slow.example');
  await places.take('slow.example');
  const entered: string[] = [];
  const third = places.take('slow.example').then((leave) => {
    entered.push('third');
    return leave;
  });
  const fourth = places.take('slow.example').then(() => entered.push('fourth'));
  expect(await places.take('other.example')).not.toBeNull();
  expect(entered).toEqual([]);
  first?.();
  (await third)?.();
  await fourth;
  expect(entered).toEqual(['third', 'fourth']);
});

test('NF29 who has waited long enough goes without, and its place in turn is nobody\u2019s', async () => {
  const places = newHostPlaces({ max: 1, waitMs: 1 });
  const leave = await places.take('slow.example');
  expect(await places.take('slow.example')).toBeNull();
  leave?.();
  const next = await places.take('slow.example');
  expect(next).not.toBeNull();
  next?.();
  expect(await places.take('slow.example')).not.toBeNull();
});
