import { setImmediate as turn } from 'node:timers/promises';
import { expect, test } from 'vitest';
import type { SourceRecord } from './event-source.ts';
import { newLanes } from './lanes.ts';
import { newSlots } from './slots.ts';

const record = (key: string): SourceRecord => ({
  topic: 'reminders',
  key,
  body: key,
  headers: {},
  position: `reminders/${key}`,
});

test('SK17 what is under way in all partitions of a process together is no more than asked for, and none is left out', async () => {
  const slots = newSlots(3);
  const ends = new Map<string, () => void>();
  let atOnce = 0;
  let most = 0;
  const handle = async (name: string) => {
    atOnce += 1;
    most = Math.max(most, atOnce);
    await new Promise<void>((resolve) => ends.set(name, resolve));
    atOnce -= 1;
  };
  const partitions = ['a', 'b', 'c', 'd'].map(async (partition) => {
    const lanes = newLanes('none', slots);
    for (let n = 0; n < 5; n += 1) {
      const name = `${partition}${n}`;
      await lanes.add(record(name), () => handle(name));
    }
    await lanes.idle();
  });
  for (let ended = 0; ended < 20; ) {
    for (let pass = 0; pass < 10; pass += 1) await turn();
    const [name, end] = [...ends][0] ?? [];
    if (name === undefined || end === undefined) throw new Error(`${ended} ended, and nobody is under way`);
    ends.delete(name);
    end();
    ended += 1;
  }
  await Promise.all(partitions);
  expect(most).toBe(3);
});

test('SK17 a handler that fails gives its place back, and its partition is told', async () => {
  const slots = newSlots(1);
  const [broken, sound] = [newLanes('key', slots), newLanes('key', slots)];
  await broken.add(record('a'), () => Promise.reject(new Error('no')));
  await sound.add(record('b'), async () => {});
  await sound.idle();
  await expect(broken.idle()).rejects.toThrow('no');
});
