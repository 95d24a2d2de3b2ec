import { expect, test } from 'vitest';
import { capturedDraft } from './captured-draft.ts';

const context = { now: '2026-11-21T10:00:00.000Z', zone: 'Europe/Berlin', locale: 'en-GB' };
const lists = [{ id: 'list_home', name: 'Home', archivedAt: null }];

test('PA4 a line is read as every line is, its list by its name', () => {
  expect(capturedDraft('water plants tomorrow 9am #garden p1 +home', lists, context)).toMatchObject({
    title: 'water plants',
    due: { kind: 'floating', local: '2026-11-22T09:00' },
    tags: ['garden'],
    priority: 'urgent',
    listId: 'list_home',
    recurrence: null,
    reminders: null,
  });
  expect(capturedDraft('stand up every weekday', lists, context).recurrence).toMatchObject({
    rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR',
  });
});

test('PA4 a list that there is none of is made for it', () => {
  const draft = capturedDraft('buy nails +shed tomorrow', lists, context);
  expect(draft).toMatchObject({ title: 'buy nails', newList: { name: 'shed' } });
  expect(draft.listId).toBe(draft.newList?.id);
  expect(draft.due).toEqual({ kind: 'date', date: '2026-11-22' });
});
