import { expect, test } from 'vitest';
import { orderKeyAtEnd } from '../order-key.ts';
import { SettingsSchema } from '../settings/settings.ts';
import { SavedViewSchema } from '../view/view.ts';
import { upcastData } from './upcast.ts';

const at = '2026-11-21T10:00:00.000Z';

test('VW9 an event of a view from before there was an order says the place in which the view was made', () => {
  const old = { id: 'view_01kahz3w9hf7n4q1z5c8m2x6vd', name: 'Home', query: '#home', sort: null, order: null };
  const after = { ...old, version: 1, createdAt: at, updatedAt: at, deletedAt: null };
  const read = upcastData('view.created', { after, before: null }) as { after: unknown };
  const { orderKey } = SavedViewSchema.parse(read.after);
  const [before, behind] = [Date.parse(at) - 1, Date.parse(at) + 1].map((ms) => orderKeyAtEnd(ms, 0, () => 0.5));
  expect([before, orderKey, behind].toSorted()).toEqual([before, orderKey, behind]);
  expect(upcastData('view.moved', { after: { ...after, orderKey: 'a1' }, before: null })).toMatchObject({
    after: { orderKey: 'a1' },
  });
});

test('PS6 an event of settings from before phrases could be chosen says that none are', () => {
  const after = { id: 'settings', zone: 'UTC', locale: 'en', weekStart: 1, keptTags: [], version: 1, updatedAt: at };
  const read = upcastData('settings.updated', { after, before: {} }) as { after: unknown };
  expect(SettingsSchema.parse(read.after)).toMatchObject({ evening: null, dateOrder: null, morning: '09:00' });
});
