import fc from 'fast-check';
import { expect, it } from 'vitest';
import { formatTraceparent, isChosen, parseTraceparent } from './trace-context.ts';

const hex = (length: number) =>
  fc
    .array(fc.constantFrom(...'0123456789abcdef'), { minLength: length, maxLength: length })
    .map((digits) => digits.join(''))
    .filter((text) => !/^0+$/.test(text));

it('OB30 a trace context is read as it was written', () => {
  fc.assert(
    fc.property(hex(32), hex(16), fc.boolean(), (traceId, spanId, isSampled) => {
      const context = { traceId, spanId, isSampled };
      expect(parseTraceparent(formatTraceparent(context))).toEqual(context);
    }),
    { seed: 7 },
  );
});

it.each([
  undefined,
  null,
  '',
  'nonsense',
  `00-${'0'.repeat(32)}-00f067aa0ba902b7-01`,
  `00-4bf92f3577b34da6a3ce929d0e0e4736-${'0'.repeat(16)}-01`,
  'ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01',
  '00-4BF92F3577B34DA6A3CE929D0E0E4736-00f067aa0ba902b7-01',
  '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01-more',
])('OB30 what is no trace context is none: %s', (text) => {
  expect(parseTraceparent(text)).toBeNull();
});

it('OB30 which traces are written down follows from their ids alone', () => {
  const ids = Array.from({ length: 1000 }, (_, at) =>
    Math.floor((at / 1000) * 2 ** 32)
      .toString(16)
      .padStart(32, '0'),
  );
  expect(ids.filter((id) => isChosen(id, 0.25))).toHaveLength(250);
  expect([ids.filter((id) => isChosen(id, 0)).length, ids.filter((id) => isChosen(id, 1)).length]).toEqual([0, 1000]);
});
