import { describe, expect, it } from 'vitest';
import type { CaptureContext } from '../language/capture.ts';
import { parseCapture } from '../language/parse-capture.ts';
import { captureLines } from './capture-lines.ts';
import { captureProblems } from './capture-problems.ts';
import { findListByName, newListNames } from './captured-lists.ts';
import { capturedTask } from './captured-task.ts';

const context: CaptureContext = { now: '2027-01-31T08:00:00.000Z', zone: 'Europe/Paris', locale: 'en' };
const task = (text: string) => capturedTask(parseCapture(text, context));

describe('capturedTask', () => {
  it('QA3 is what the line says, and nothing it does not say', () => {
    expect(task('Tune the bell')).toEqual({ title: 'Tune the bell', priority: 'none', tags: [], due: null });
    expect(task('pay rent every month on the 1st at 9 #home p1 !1d')).toEqual({
      title: 'pay rent',
      priority: 'urgent',
      tags: ['home'],
      due: { kind: 'floating', local: '2027-02-01T09:00' },
      recurrence: { rule: 'FREQ=MONTHLY;BYMONTHDAY=1', trigger: { kind: 'on_completion', anchor: 'due' } },
      reminders: [{ when: { kind: 'before', minutes: 1440 } }],
    });
  });

  it('QA3 every month from the 31st on is stored as the last day of shorter ones, unless it counts from completion', () => {
    expect(task('pay rent every month').recurrence?.rule).toBe('FREQ=MONTHLY;BYMONTHDAY=28,29,30,31;BYSETPOS=-1');
    expect(task('pay rent every! month').recurrence).toEqual({
      rule: 'FREQ=MONTHLY',
      trigger: { kind: 'on_completion', anchor: 'completion' },
    });
  });
});

describe('captureProblems', () => {
  const problems = (text: string) => captureLines(text, context).flatMap((line, at) => captureProblems(line, at, text));

  it('QA4 names the line, the field and the words that are too much', () => {
    expect(problems('Fine tomorrow')).toEqual([]);
    const tags = Array.from({ length: 21 }, (_, at) => `#t${at}x`).join(' ');
    const text = `Fine\nSort ${tags}`;
    const [problem] = problems(text);
    expect(problem?.path).toBe('lines.1.tags');
    expect(text.slice(problem?.place?.start, problem?.place?.end)).toBe(tags);
    expect(problems(`${'long '.repeat(120)}tomorrow`)).toMatchObject([
      { path: 'lines.0.title', message: 'must be at most 500 characters' },
    ]);
    const reminders = Array.from({ length: 21 }, (_, at) => `!${at + 1}m`).join(' ');
    expect(problems(`Call at 5pm ${reminders}`)).toMatchObject([{ path: 'lines.0.reminders' }]);
  });
});

describe('lists by name', () => {
  const list = (name: string, archivedAt: string | null = null) => ({ name, archivedAt });

  it('QA5 finds a list whatever its case and accents; an archived one is none', () => {
    const lists = [list('Größe', 'then'), list('Größe'), list('Home')];
    expect(findListByName('GROSSE', lists)).toBe(lists[1]);
    expect(findListByName('work', lists)).toBeNull();
  });

  it('QA5 a new list that several lines name is one', () => {
    expect(newListNames(['Trip', null, 'home', 'TRIP', 'Work'], [list('Home')])).toEqual(['Trip', 'Work']);
  });
});
