import { beforeEach, describe, expect, test } from 'vitest';
import { type Command, createCommandRegistry, type PressContext } from './command-registry.ts';
import type { KeyPress } from './match-chord.ts';

const reading: PressContext = { isTyping: false, areSingleKeysOff: false, isApple: false, nowMs: 0 };
const press = (key: string, more: Partial<KeyPress> = {}): KeyPress => ({
  key,
  code: /^[a-z]$/i.test(key) ? `Key${key.toUpperCase()}` : '',
  ctrlKey: false,
  metaKey: false,
  altKey: false,
  shiftKey: false,
  ...more,
});

let ran: string[] = [];
beforeEach(() => {
  ran = [];
});
const command = (id: string, keys: string[], more: Partial<Command> = {}): Command => ({
  id,
  title: id,
  keys,
  scope: 'general',
  run: () => ran.push(id),
  ...more,
});

describe('command registry', () => {
  test('WEB10 a letter runs its command, but is text where text is written', () => {
    const registry = createCommandRegistry();
    registry.register([command('add', ['c'])]);
    expect(registry.handle(press('c'), reading)).toBe(true);
    expect(registry.handle(press('c'), { ...reading, isTyping: true })).toBe(false);
    expect(registry.handle(press('c', { ctrlKey: true }), reading)).toBe(false);
    expect(ran).toEqual(['add']);
  });

  test('Mod is Command on Apple and Control elsewhere, and works while typing', () => {
    const registry = createCommandRegistry();
    registry.register([command('undo', ['Mod+z'])]);
    const typing = { ...reading, isTyping: true };
    expect(registry.handle(press('z', { ctrlKey: true }), typing)).toBe(true);
    expect(registry.handle(press('z', { metaKey: true }), typing)).toBe(false);
    expect(registry.handle(press('z', { metaKey: true }), { ...typing, isApple: true })).toBe(true);
    expect(registry.handle(press('z', { ctrlKey: true, shiftKey: true }), typing)).toBe(false);
  });

  test('signs do not care on which layout they need Shift', () => {
    const registry = createCommandRegistry();
    registry.register([command('help', ['?'])]);
    expect(registry.handle(press('?', { shiftKey: true }), reading)).toBe(true);
    expect(registry.handle(press('?'), reading)).toBe(true);
  });

  test('a Cyrillic layout reaches the same commands', () => {
    const registry = createCommandRegistry();
    registry.register([command('add', ['c'])]);
    expect(registry.handle(press('с', { code: 'KeyC' }), reading)).toBe(true);
  });

  test('a sequence runs when its second key comes in time', () => {
    const registry = createCommandRegistry();
    registry.register([command('inbox', ['g i']), command('info', ['i'])]);
    registry.handle(press('g'), reading);
    registry.handle(press('i'), { ...reading, nowMs: 500 });
    registry.handle(press('g'), { ...reading, nowMs: 1000 });
    registry.handle(press('i'), { ...reading, nowMs: 9000 });
    expect(ran).toEqual(['inbox', 'info']);
  });

  test('single keys can be switched off; Escape and chords stay', () => {
    const registry = createCommandRegistry();
    registry.register([command('add', ['c']), command('close', ['Escape']), command('palette', ['Mod+k'])]);
    const off = { ...reading, areSingleKeysOff: true };
    expect(registry.handle(press('c'), off)).toBe(false);
    expect(registry.handle(press('Escape'), off)).toBe(true);
    expect(registry.handle(press('k', { ctrlKey: true }), off)).toBe(true);
  });

  test('the later command wins, a disabled one steps aside, an unregistered one is gone', () => {
    const registry = createCommandRegistry();
    registry.register([command('page', ['x'])]);
    const remove = registry.register([command('row', ['x'], { isEnabled: () => ran.length === 0 })]);
    registry.handle(press('x'), reading);
    registry.handle(press('x'), reading);
    remove();
    expect(ran).toEqual(['row', 'page']);
    expect(registry.list().map(({ id }) => id)).toEqual(['page']);
  });
});
