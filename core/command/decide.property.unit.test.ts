import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { commandRuns } from '#test/arbitraries.ts';
import { violations } from '#test/invariants.ts';
import { newModel } from '#test/model.ts';
import { type PlayedStep, play } from '#test/play.ts';
import { toInstant } from '../instant.ts';
import { aggregateIdOf, type DomainEvent, versionOf } from '../log/event.ts';
import { decide } from './decide.ts';
import { evolve, evolveAll, type World } from './world.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

const RUNS = { numRuns: 300 };

function forEachStep(check: (step: PlayedStep) => void): void {
  fc.assert(
    fc.property(commandRuns(30), (run) => play(run).forEach(check)),
    RUNS,
  );
}

function eventsOf({ decision }: PlayedStep): DomainEvent[] {
  return decision.isAccepted ? decision.events : [];
}

function stateOf(world: World, id: string): { version: number } | null {
  return (
    world.tasks.get(id) ??
    world.lists.get(id) ??
    world.views.get(id) ??
    world.series.get(id) ??
    (id === 'settings' ? world.settings : null)
  );
}

describe('decide, whatever comes', () => {
  it('DM1 keeps the rules of the house after any sequence of commands, and never throws', () => {
    fc.assert(
      fc.property(commandRuns(30), (run) => {
        for (const { after } of play(run)) expect(violations(after.world)).toEqual([]);
      }),
      { numRuns: 800 },
    );
  });

  it('DM2 every event raises the version of its aggregate by one, from 1', () => {
    forEachStep((step) => {
      let { world } = step.before;
      for (const event of eventsOf(step)) {
        expect(versionOf(event)).toBe((stateOf(world, aggregateIdOf(event))?.version ?? 0) + 1);
        world = evolve(world, event);
      }
    });
  });

  it('DM3 `before` holds exactly the changed fields: put back into `after` it gives the state before', () => {
    forEachStep((step) => {
      let { world } = step.before;
      for (const event of eventsOf(step)) {
        const old = stateOf(world, aggregateIdOf(event));
        world = evolve(world, event);
        if (event.kind === 'account' || event.kind === 'delivery') throw new Error('no command makes such events');
        if (event.before === null) {
          expect(old).toBeNull();
          continue;
        }
        expect(Object.keys(event.before)).not.toHaveLength(0);
        expect({ ...event.after, ...event.before, version: 0, updatedAt: '' }).toEqual({
          ...old,
          version: 0,
          updatedAt: '',
        });
        for (const [field, value] of Object.entries(event.before))
          expect(value).not.toEqual(Object.entries(event.after).find(([key]) => key === field)?.[1]);
      }
    });
  });

  it('DM4 what evolve counts along the way is what counting anew gives', () => {
    forEachStep((step) => {
      const carried = evolveAll(step.before.world, eventsOf(step));
      const counted = step.after.world;
      // What this very step made is not among the things that were asked about.
      for (const [id, count] of carried.liveTaskCounts) expect(counted.liveTaskCounts.get(id)).toBe(count);
      for (const [id, count] of carried.subtaskTotals) expect(counted.subtaskTotals.get(id)).toBe(count);
      for (const [tag, count] of carried.tagTotals) expect(counted.tagTotals.get(tag) ?? 0).toBe(count);
    });
  });

  it('DM5 the same command in the same world comes to the same, and leaves the world as it was', () => {
    const random = () => 0.5;
    const ctx = {
      now: toInstant(0),
      place: 0,
      newTaskId: () => 'task',
      newListId: () => 'list',
      newReminderId: () => 'reminder',
      newSeriesId: () => 'series',
      newViewId: () => 'view',
      random,
    };
    const check = ({ command, before }: PlayedStep) => {
      const snapshot = structuredClone(before.world);
      const first = decide(command, before.world, ctx);
      expect(decide(command, before.world, ctx)).toEqual(first);
      expect(before.world).toEqual(snapshot);
    };
    fc.assert(
      fc.property(commandRuns(20), (run) => play(run).forEach(check)),
      { numRuns: 100 },
    );
  });

  it('DM6 a world begins with settings and an Inbox', () => {
    expect(violations(newModel().world)).toEqual([]);
  });
});
