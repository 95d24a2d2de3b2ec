import { describe, expect, it } from 'vitest';
import { given, task } from '#test/given.ts';
import type { CommandInput } from '../command/command.ts';

const tagged = (n: number, ...tags: string[]): CommandInput => ({
  type: 'task.create',
  taskId: task(n),
  title: `Task ${n}`,
  tags,
});

describe('tags', () => {
  it('TG7 are made ahead of use, and kept in the settings', () => {
    const { happened, world } = given().when({ type: 'tag.create', tag: 'New' });
    expect(happened).toEqual(['settings.updated settings']);
    expect(world.settings?.keptTags).toEqual(['new']);
    expect(given({ type: 'tag.create', tag: 'new' }).when({ type: 'tag.create', tag: 'NEW' })).toMatchObject({
      refused: null,
      happened: [],
    });
    expect(given(tagged(1, 'new')).when({ type: 'tag.create', tag: 'new' })).toMatchObject({
      refused: null,
      happened: [],
    });
  });

  it('TG8 are renamed on every task, the trash included, and merged with one that is there', () => {
    const {
      happened,
      task: taskOf,
      world,
    } = given(
      tagged(1, 'old', 'x'),
      tagged(2, 'old', 'new'),
      tagged(3, 'new'),
      { type: 'tag.create', tag: 'old' },
      { type: 'task.delete', taskId: task(1) },
    ).when({ type: 'tag.rename', tag: 'old', to: 'New' });
    expect(happened).toEqual([`task.updated ${task(1)}`, `task.updated ${task(2)}`]);
    expect([1, 2, 3].map((n) => taskOf(n)?.tags)).toEqual([['new', 'x'], ['new'], ['new']]);
    expect(world.settings?.keptTags).toEqual([]);
  });

  it('TG8 a kept tag without tasks is renamed and deleted too', () => {
    const kept: CommandInput = { type: 'tag.create', tag: 'old' };
    expect(given(kept).when({ type: 'tag.rename', tag: 'old', to: 'new' }).world.settings?.keptTags).toEqual(['new']);
    expect(given(kept).when({ type: 'tag.delete', tag: 'old' }).world.settings?.keptTags).toEqual([]);
  });

  it('TG9 are deleted from every task', () => {
    const { happened, task: taskOf } = given(tagged(1, 'a', 'b'), tagged(2, 'b')).when({
      type: 'tag.delete',
      tag: 'a',
    });
    expect(happened).toEqual([`task.updated ${task(1)}`]);
    expect(taskOf(1)?.tags).toEqual(['b']);
  });

  it('TG9 nothing happens for the same name; the unknown is refused', () => {
    expect(given(tagged(1, 'a')).when({ type: 'tag.rename', tag: 'a', to: 'A' })).toMatchObject({
      refused: null,
      happened: [],
    });
    expect(given().when({ type: 'tag.rename', tag: 'a', to: 'b' }).refused).toBe('not_found');
    expect(given().when({ type: 'tag.delete', tag: 'a' }).refused).toBe('not_found');
  });
});

describe('settings', () => {
  it('DM30 change what is said; the same again is nothing; another version is refused', () => {
    const zone: CommandInput = { type: 'settings.update', patch: { zone: 'Asia/Tokyo' } };
    expect(given().when(zone).events).toMatchObject([
      {
        type: 'settings.updated',
        before: { zone: 'Europe/Berlin' },
        after: { zone: 'Asia/Tokyo', version: 2, weekStart: 1 },
      },
    ]);
    expect(given(zone).when(zone)).toMatchObject({ refused: null, happened: [] });
    expect(given(zone).when({ ...zone, ifVersion: 1 }).refused).toBe('precondition_failed');
  });
});
