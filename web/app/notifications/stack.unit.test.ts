import { expect, test } from 'vitest';
import { stackToasts } from './stack.ts';

const room = 3;
const free = { standing: [], isHeld: false, room };

test('WEB33 the newest stand on the screen', () => {
  expect(stackToasts(['d', 'c', 'b', 'a'], free)).toEqual(['d', 'c', 'b']);
  expect(stackToasts(['a'], free)).toEqual(['a']);
});

test('WEB33 while somebody reaches for them, none of those that stand there gives way', () => {
  const held = { standing: ['c', 'b', 'a'], isHeld: true, room };
  expect(stackToasts(['e', 'd', 'c', 'b', 'a'], held)).toEqual(['c', 'b', 'a']);
  // One was closed: its place is free for the newest.
  expect(stackToasts(['e', 'd', 'c', 'a'], held)).toEqual(['e', 'c', 'a']);
  expect(stackToasts(['d', 'c'], { ...held, standing: ['c'] })).toEqual(['d', 'c']);
});
