import { expect, test } from 'vitest';
import { captureLines } from '#core/capture/capture-lines.ts';
import { capturedTask } from '#core/capture/captured-task.ts';
import { saidBy } from './said.ts';
import { saidDraft } from './said-draft.ts';

const context = { now: '2026-11-21T10:00:00.000Z', zone: 'Europe/Berlin', locale: 'en-GB' };
const lists = [{ id: 'list_home', name: 'Home', archivedAt: null }];

function draft(text: string) {
  const [line] = captureLines(text, { ...context, lists: ['Home'] });
  if (!line) throw new Error('no line');
  return saidDraft(saidBy(line.capture, capturedTask(line.capture), lists));
}

test('PA4 a line is read as every line is, its list by its name', () => {
  expect(draft('water plants tomorrow 9am #garden p1 +home')).toMatchObject({
    title: 'water plants',
    due: { kind: 'floating', local: '2026-11-22T09:00' },
    tags: ['garden'],
    priority: 'urgent',
    listId: 'list_home',
    recurrence: null,
    reminders: null,
  });
  expect(draft('stand up every weekday').recurrence).toMatchObject({ rule: 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR' });
  expect(draft('pack tomorrow !1d').reminders).toMatchObject([{ when: { kind: 'before', minutes: 1440 } }]);
});

test('PA4 a list that there is none of is made for it', () => {
  const made = draft('buy nails +shed tomorrow');
  expect(made).toMatchObject({ title: 'buy nails', newList: { name: 'shed' } });
  expect(made.listId).toBe(made.newList?.id);
  expect(made.due).toEqual({ kind: 'date', date: '2026-11-22' });
});
