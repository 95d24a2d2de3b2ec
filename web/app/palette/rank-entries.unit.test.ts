import { describe, expect, test } from 'vitest';
import type { PaletteEntry, PaletteGroup } from './palette-entry.ts';
import { rankEntries } from './rank-entries.ts';

const entry = (group: PaletteGroup, title: string, words = ''): PaletteEntry => ({
  id: `${group} ${title}`,
  group,
  title,
  words,
  icon: null,
  run: () => undefined,
});
const shown = (entries: PaletteEntry[], text: string) =>
  rankEntries(entries, text).map(({ group, entries: own }) => [group, ...own.map(({ title }) => title)].join(': '));

describe('palette', () => {
  const all = [
    entry('write', 'Add “x”'),
    entry('task', 'Today is the day'),
    entry('go', 'Today', 'overview plan'),
    entry('go', 'Trash'),
    entry('command', 'Add a task'),
    entry('subject', 'Due today'),
    entry('recent', 'Today'),
  ];

  test('PA2 with nothing typed everything stands under its heading, what is at hand first', () => {
    expect(shown(all, '  ')).toEqual([
      'subject: Due today',
      'recent: Today',
      'go: Today: Trash',
      'command: Add a task',
      'task: Today is the day',
      'write: Add “x”',
    ]);
  });

  test('PA2 what fits best stands first, its heading with it; what is made of the text comes last', () => {
    expect(shown(all, 'today')).toEqual([
      'go: Today',
      'subject: Due today',
      'task: Today is the day',
      'write: Add “x”',
    ]);
    expect(shown(all, 'ad')[0]).toBe('command: Add a task');
  });

  test('PA2 every word has to fit, in any order, whatever its case and accents, or be another word for it', () => {
    const lists = [entry('go', 'Café Müller'), entry('go', 'Muesli')];
    expect(shown(lists, 'MUL cafe')).toEqual(['go: Café Müller']);
    expect(shown(all, 'plan')[0]).toBe('go: Today');
    expect(shown(lists, 'mul tea')).toEqual([]);
  });
});
