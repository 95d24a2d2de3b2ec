import { describe, expect, it } from 'vitest';
import { isRewound, type LogHead, type LogNow, laterHead } from './is-rewound.ts';

const seen: LogHead = { epoch: 'one', top: 10, last: { seq: 10, id: 'evt_ten' } };
const now = (over: Partial<LogNow>): LogNow => ({ ...seen, idAtSeen: 'evt_ten', ...over });

describe('isRewound', () => {
  it.each([
    ['the same end', now({})],
    ['a later end', now({ top: 12, last: { seq: 12, id: 'evt_twelve' } })],
    ['the last event erased with its account', now({ last: { seq: 9, id: 'evt_nine' }, idAtSeen: null })],
    ['everything pruned', now({ last: null, idAtSeen: null })],
    ['pruned, and gone on', now({ top: 13, last: { seq: 13, id: 'x' }, idAtSeen: null })],
  ])('FD12 %s is no restore', (_what, found) => {
    expect(isRewound(seen, found)).toBe(false);
  });

  it.each([
    ['fewer seqs given out than were seen', now({ top: 9, last: { seq: 9, id: 'evt_nine' }, idAtSeen: null })],
    ['a log that was never written to', now({ top: 0, last: null, idAtSeen: null })],
    ['another event at the seq of the last', now({ idAtSeen: 'evt_other' })],
    ['another event there, and a later end', now({ top: 15, last: { seq: 15, id: 'x' }, idAtSeen: 'evt_other' })],
    ['another epoch', now({ epoch: 'two' })],
  ])('FD11 %s is one', (_what, found) => {
    expect(isRewound(seen, found)).toBe(true);
  });

  it('FD11 who has seen nothing believes anything, and an empty log that was seen is only an empty log', () => {
    expect(isRewound(null, now({ top: 0 }))).toBe(false);
    expect(isRewound({ epoch: 'one', top: 0, last: null }, now({ idAtSeen: null }))).toBe(false);
    expect(laterHead(seen, { ...seen, top: 11 }).top).toBe(11);
    expect(laterHead({ ...seen, top: 11 }, seen).top).toBe(11);
  });
});
