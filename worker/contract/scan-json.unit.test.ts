import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { scanJson } from './scan-json.ts';

describe('scan JSON', () => {
  it.each([
    ['{"a":1,"a":2}', 'a'],
    ['{"a":{"b":1,"b":2}}', 'a.b'],
    ['{"a":1,"\\u0061":2}', 'a'],
    ['[{"x":1},{"y":1,"y":1}]', '[].y'],
    ['{"commands":[{"id":"1","id":"2"}]}', 'commands.[].id'],
  ])('IN3 finds the key that stands twice: %s', (text, path) => {
    expect(scanJson(text, 32)).toEqual({ path, message: 'must stand only once' });
  });

  it.each([['{"__proto__":{}}'], ['{"a":{"\\u005f_proto__":1}}']])(
    'IN3 refuses the key that would change an object itself: %s',
    (text) => {
      expect(scanJson(text, 32)?.message).toBe('is not known here');
    },
  );

  it('IN3 finds nesting beyond the limit, and takes nesting up to it', () => {
    expect(scanJson(`${'['.repeat(32)}${']'.repeat(32)}`, 32)).toBeNull();
    expect(scanJson(`${'['.repeat(33)}${']'.repeat(33)}`, 32)?.message).toContain('32 deep');
  });

  it('IN3 takes everything that JSON.stringify writes, whatever stands in its texts', () => {
    fc.assert(
      fc.property(
        fc.jsonValue({ maxDepth: 5 }),
        (value) => scanJson(JSON.stringify(value), 64) === null || hasProto(value),
      ),
    );
  });
});

function hasProto(value: unknown): boolean {
  return JSON.stringify(value).includes('"__proto__"');
}
