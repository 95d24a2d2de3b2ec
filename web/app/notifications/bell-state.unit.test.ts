import { expect, test } from 'vitest';
import { toInstant } from '#core/instant.ts';
import type { LoggedEvent } from '#core/log/event.ts';
import type { Bell } from '#core/query/bell.ts';
import type { Firing } from '#core/reminder/firing.ts';
import { nthId } from '#test/ids.ts';
import {
  type BellState,
  closeFirings,
  firstBell,
  isUnread,
  learnEvent,
  loadBell,
  markShown,
  newestFirings,
  outdateBell,
  reopenFirings,
  TOAST_AGAIN_MS,
  type ToastContext,
  toastedFirings,
  unreadCount,
} from './bell-state.ts';

const NOON = Date.parse('2026-11-21T12:00:00Z');
const MINUTE_MS = 60_000;
const nobodyIsDone: ToastContext = { nowMs: NOON, isVisible: true, isOver: () => false };

function ringing(n: number, over: Partial<Firing> & { agoMs?: number } = {}): Firing {
  const { agoMs = MINUTE_MS, ...fields } = over;
  const at = toInstant(NOON - agoMs);
  return {
    id: nthId('firing', n),
    reminderId: nthId('reminder', n),
    taskId: nthId('task', n),
    title: `Bell ${n}`,
    channels: ['in_app', 'push'],
    plannedAt: at,
    scheduledAt: at,
    firedAt: at,
    acknowledgedAt: null,
    readAt: null,
    version: 1,
    updatedAt: at,
    ...fields,
  };
}

function noticed(firing: Firing): Firing {
  const at = toInstant(NOON);
  return { ...firing, acknowledgedAt: at, readAt: at, version: firing.version + 1, updatedAt: at };
}

function delta(seq: number, type: 'reminder.fired' | 'reminder.acknowledged' | 'reminder.read', after: Firing) {
  const before = type === 'reminder.fired' ? null : { acknowledgedAt: null, readAt: null };
  return {
    seq,
    id: nthId('event', seq),
    type,
    aggregateId: after.id,
    version: after.version,
    actor: { kind: 'system', client: 'hub', conversation: null },
    correlationId: nthId('correlation', seq),
    occurredAt: toInstant(NOON),
    data: { after, before },
  } satisfies LoggedEvent;
}

function bell(over: Partial<Bell> = {}): Bell {
  return { firings: [], unread: 0, tasks: [], seq: 10, epoch: 'e', ...over };
}

const toasts = (state: BellState, context = nobodyIsDone) => toastedFirings(state, context).map(({ title }) => title);

test('WEB31 a ringing is one toast, however often its delta comes and whatever the loader says', () => {
  const one = ringing(1);
  let state = learnEvent(firstBell(bell()), delta(11, 'reminder.fired', one));
  state = learnEvent(state, delta(11, 'reminder.fired', one));
  state = loadBell(state, bell({ firings: [one], unread: 1, seq: 11 }));
  expect(toasts(state)).toEqual(['Bell 1']);
  expect(unreadCount(state)).toBe(1);
});

test('WEB31 what was noticed elsewhere closes, and an old delta does not bring it back', () => {
  const one = ringing(1);
  let state = learnEvent(firstBell(bell()), delta(11, 'reminder.fired', one));
  state = learnEvent(state, delta(12, 'reminder.acknowledged', noticed(one)));
  expect([toasts(state), unreadCount(state)]).toEqual([[], 0]);
  state = learnEvent(state, delta(11, 'reminder.fired', one));
  state = loadBell(state, bell({ firings: [one], unread: 1, seq: 11 }));
  expect([toasts(state), unreadCount(state)]).toEqual([[], 0]);
});

test('WEB31 what was closed here stays closed while the server does not know, and is counted once when it does', () => {
  const one = ringing(1);
  const loaded = bell({ firings: [one, ringing(2)], unread: 2 });
  let state = closeFirings(firstBell(loaded), [one.id], null);
  expect([toasts(state), unreadCount(state), isUnread(state, one)]).toEqual([['Bell 2'], 1, false]);
  state = loadBell(state, loaded);
  expect([toasts(state), unreadCount(state)]).toEqual([['Bell 2'], 1]);
  state = closeFirings(state, [one.id], 12);
  state = learnEvent(state, delta(12, 'reminder.acknowledged', noticed(one)));
  expect(unreadCount(state)).toBe(1);
  state = loadBell(state, bell({ firings: [noticed(one), ringing(2)], unread: 1, seq: 12 }));
  expect([toasts(state), unreadCount(state)]).toEqual([['Bell 2'], 1]);
});

test('WEB31 what was to end it is refused: it rings on', () => {
  const one = ringing(1);
  const closed = closeFirings(firstBell(bell({ firings: [one], unread: 1 })), [one.id], null);
  expect(toasts(reopenFirings(closed, [one.id]))).toEqual(['Bell 1']);
});

test('WEB31 coming back shows what rang less than half a day ago and nobody noticed; what is older stays in the bell', () => {
  const young = ringing(1, { agoMs: TOAST_AGAIN_MS - MINUTE_MS });
  const old = ringing(2, { agoMs: TOAST_AGAIN_MS });
  const state = firstBell(bell({ firings: [young, old, noticed(ringing(3))], unread: 2 }));
  expect(toasts(state)).toEqual(['Bell 1']);
  expect(newestFirings(state).map(({ title }) => title)).toEqual(['Bell 3', 'Bell 1', 'Bell 2']);
  // What stands on the screen stays there, however old it gets.
  const later = { ...nobodyIsDone, nowMs: NOON + TOAST_AGAIN_MS };
  expect(toasts(state, later)).toEqual([]);
  expect(toasts(markShown(state, [young.id]), later)).toEqual(['Bell 1']);
});

test('WEB32 a hidden window adds no toast and keeps those it has', () => {
  const state = markShown(firstBell(bell({ firings: [ringing(1), ringing(2)], unread: 2 })), [ringing(1).id]);
  expect(toasts(state, { ...nobodyIsDone, isVisible: false })).toEqual(['Bell 1']);
  expect(toasts(state).sort()).toEqual(['Bell 1', 'Bell 2']);
});

test('WEB31 what goes to other channels only, what was missed, and what is done with is no toast', () => {
  const mailed = ringing(1, { channels: ['email'] });
  const missed = ringing(2, { acknowledgedAt: toInstant(NOON) });
  const done = ringing(3);
  const state = firstBell(bell({ firings: [mailed, missed, done], unread: 3 }));
  expect(toasts(state, { ...nobodyIsDone, isOver: (id) => id === done.taskId })).toEqual([]);
  expect(unreadCount(state)).toBe(3);
});

test('WEB30 the count is the loader’s, and what happened since: also when loader and deltas overtake each other', () => {
  let state = firstBell(bell({ firings: [ringing(1)], unread: 40, seq: 10 }));
  state = learnEvent(state, delta(11, 'reminder.fired', ringing(2)));
  state = learnEvent(state, delta(12, 'reminder.read', { ...ringing(1), readAt: toInstant(NOON), version: 2 }));
  state = learnEvent(state, delta(13, 'reminder.fired', ringing(3)));
  expect(unreadCount(state)).toBe(41);
  // It had seen the first two.
  state = loadBell(state, bell({ unread: 40, seq: 12 }));
  expect(unreadCount(state)).toBe(41);
  // An answer from before them says nothing new.
  state = loadBell(state, bell({ unread: 41, seq: 11 }));
  expect(unreadCount(state)).toBe(41);
});

test('WEB30 a delta the loader had seen is not counted again, nor is what was closed here and is older than its list', () => {
  const one = ringing(1);
  let state = learnEvent(firstBell(bell({ unread: 5, seq: 12 })), delta(11, 'reminder.fired', one));
  expect(unreadCount(state)).toBe(5);
  state = closeFirings(state, [one.id], 13);
  expect(unreadCount(state)).toBe(4);
  state = loadBell(state, bell({ unread: 4, seq: 13 }));
  expect(unreadCount(state)).toBe(4);
});

test('WEB30 after a reset only the next loader counts, but nothing closed comes back', () => {
  const state = closeFirings(firstBell(bell({ firings: [ringing(1), ringing(2)], unread: 2 })), [ringing(1).id], null);
  const fresh = loadBell(outdateBell(state), bell({ firings: [ringing(1), ringing(3)], unread: 2, seq: 3 }));
  expect(toasts(fresh)).toEqual(['Bell 3']);
  expect(unreadCount(fresh)).toBe(1);
});
