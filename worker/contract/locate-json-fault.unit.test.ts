import fc from 'fast-check';
import { expect, it } from 'vitest';
import { locateJsonFault } from './locate-json-fault.ts';

it.each([
  ['{"a": secret}', 6],
  ['{"a":1,}', 7],
  ['[1,]', 3],
  ['[1 2]', 3],
  ['{"a" 1}', 5],
  ['{a:1}', 1],
  ["{'a':1}", 1],
  ['{"a":1}}', 7],
  ['[}', 1],
  ['{"a":01}', 6],
  ['{"a":"b\n"}', 5],
  ['{"a":', 5],
  ['', 0],
  ['undefined', 0],
])('IN1 %s stops being JSON at %i', (text, place) => {
  expect(() => JSON.parse(text)).toThrow();
  expect(locateJsonFault(text)).toBe(place);
});

it('IN1 finds no fault in JSON, and one in everything that is cut off', () => {
  fc.assert(
    fc.property(fc.object(), (value) => {
      const text = JSON.stringify(value, null, 1);
      expect(locateJsonFault(text)).toBe(text.length);
    }),
  );
});
