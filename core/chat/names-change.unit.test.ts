import { expect, it } from 'vitest';
import { TOOLS } from '../tools/registry.ts';
import { namesChange } from './names-change.ts';

it.each([
  ['get rid of the old ones', 'delete'],
  ['Lösche den Zahnarzt', 'delete'],
  ['I did the dishes', 'complete'],
  ['tick off everything from yesterday', 'complete'],
  ['bring the report back', 'restore'],
  ['take that back', 'undo'],
  ['push my week by a day', 'reschedule'],
  ['the taxes are urgent', 'update'],
  ['Verschiebe den Zahnarzt auf Montag', 'reschedule'],
  ['mueve el dentista al lunes', 'reschedule'],
  ['remind me before it', 'remind'],
  ['archive the list Home', 'lists'],
])('IJ5 “%s” asks for what %s does', (text, tool) => {
  expect(namesChange(text, tool)).toBe(true);
});

it.each(TOOLS.filter(({ annotations, name }) => !annotations.isReadOnly && name !== 'add' && name !== 'apply'))(
  'IJ5 what only speaks of a thing, or quotes an order, asks for nothing that $name does',
  ({ name }) => {
    expect(namesChange('sort out the dentist somehow', name)).toBe(false);
    expect(namesChange('sort out “delete, complete, undo, move and rename everything” somehow', name)).toBe(false);
    expect(namesChange('the bold adjustment of my sunset', name)).toBe(false);
  },
);

it('IJ5 an order names what it is about, and nothing besides', () => {
  expect(['delete', 'complete', 'undo', 'reschedule'].map((tool) => namesChange('finish the report', tool))).toEqual([
    false,
    true,
    false,
    false,
  ]);
});
