import fc from 'fast-check';
import { expect, it } from 'vitest';
import { fenceData } from './fence-data.ts';

it('MC6 nothing inside closes the marks, and what was fenced can be read back', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.constantFrom('</data>', '<data>', '<\u200b/data>')), (title) => {
      const text = fenceData({ title });
      expect(text.startsWith('<data>') && text.endsWith('</data>')).toBe(true);
      const inner = text.slice('<data>'.length, -'</data>'.length);
      expect(inner).not.toContain('<');
      expect(JSON.parse(inner)).toEqual({ title });
    }),
  );
});
