import { describe, expect, it } from 'vitest';
import { readTasks } from '#test/query-language/query-vectors.ts';
import { queryEvaluation } from './query.ts';

const given = readTasks(
  [
    '{"id":"milk","title":"Buy milk","tags":["home"],"created":"2026-11-20T20:00:00Z"}',
    '{"id":"rent","title":"Pay rent","priority":"high","created":"2026-11-20T20:00:00Z"}',
  ].join('\n'),
);
const CASE = {
  id: 'q1',
  now: '2026-11-21T12:00:00+01:00',
  timezone: 'Europe/Berlin',
  q: '#home|p2',
  format: '#home | p2',
  expect: ['milk', 'rent'],
};

function judge(changes: object) {
  return queryEvaluation(given).judge(JSON.stringify({ ...CASE, ...changes }));
}

describe('npm run eval -- query', () => {
  it('QL6 a line holds when it finds those tasks, and is written again like that; found alone is lenient', () => {
    expect(judge({})).toMatchObject({ id: 'q1', isStrict: true, isLenient: true });
    expect(judge({ format: 'p2 | #home' })).toMatchObject({ isStrict: false, isLenient: true });
    expect(judge({ expect: ['milk'] })).toMatchObject({
      isStrict: false,
      isLenient: false,
      expected: '#home | p2 milk',
      given: '#home | p2 milk rent',
    });
  });

  it('QL6 what is no query and what is no line are misses', () => {
    expect(judge({ q: '(' })).toMatchObject({ id: 'q1', isStrict: false, isLenient: false });
    for (const line of ['', '{', 'null', '"x"']) {
      expect(queryEvaluation(given).judge(line)).toMatchObject({ id: '?', isStrict: false });
    }
  });
});
