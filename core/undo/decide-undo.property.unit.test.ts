import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { commandRuns, type RunStep } from '#test/arbitraries.ts';
import { nthId } from '#test/ids.ts';
import { violations } from '#test/invariants.ts';
import { type Model, perform } from '#test/model.ts';
import { type PlayedStep, play } from '#test/play.ts';
import type { World } from '../command/world.ts';
import { toInstant } from '../instant.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

/** What a person sees of a world: the states without bookkeeping. What is new since `earlier` counts as gone when it lies in the trash. */
function visible(world: World, earlier: World = world): unknown {
  const bare = <State extends { version: number; updatedAt: string; deletedAt?: string | null }>(
    states: ReadonlyMap<string, State>,
    known: ReadonlyMap<string, State>,
  ) =>
    Object.fromEntries(
      [...states]
        .filter(([id, state]) => known.has(id) || state.deletedAt === null)
        .map(([id, state]) => [id, { ...state, version: 0, updatedAt: '' }]),
    );
  return {
    tasks: bare(world.tasks, earlier.tasks),
    lists: bare(world.lists, earlier.lists),
    views: bare(world.views, earlier.views),
    series: Object.fromEntries(
      [...world.series]
        .filter(([id, { status }]) => earlier.series.has(id) || status !== 'stopped')
        .map(([id, series]) => [id, { ...series, version: 0, updatedAt: '', withdrawn: null }]),
    ),
    settings: { ...world.settings, version: 0, updatedAt: '' },
  };
}

function undo(model: Model, correlationId: string, nowMs: number, under: number) {
  const command = { type: 'undo', correlationId } as const;
  return perform(model, command, { now: toInstant(nowMs), correlationId: nthId('correlation', under) });
}

/** Neighbouring steps as bulks of one to four commands, each bulk under one correlation id. */
function inBulks(run: RunStep[]): RunStep[] {
  return run.map((step, n) => ({
    ...step,
    correlationId: nthId('correlation', 1000 + Math.floor(n / (1 + (run.length % 4)))),
  }));
}

function bulksOf(steps: PlayedStep[]): PlayedStep[][] {
  return Object.values(Object.groupBy(steps, ({ correlationId }) => correlationId)).map((bulk) => bulk ?? []);
}

describe('undo', () => {
  it('UN1 taken at once, takes back any command: the state is equal to the one before', () => {
    fc.assert(
      fc.property(commandRuns(25), (run) => {
        for (const { decision, before, after, correlationId, nowMs } of play(run)) {
          if (!decision.isAccepted || decision.events.length === 0) continue;
          const { decision: undone, model } = undo(after, correlationId, nowMs + 5000, 900);
          expect(undone).toMatchObject({ isAccepted: true, blocked: [], remaining: 0 });
          expect(visible(model.world, before.world)).toEqual(visible(before.world));
          expect(violations(model.world)).toEqual([]);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('UN2 undo of the undo is redo', () => {
    fc.assert(
      fc.property(commandRuns(20), (run) => {
        for (const { decision, after, correlationId, nowMs } of play(run)) {
          if (!decision.isAccepted || decision.events.length === 0) continue;
          const once = undo(after, correlationId, nowMs + 5000, 900);
          const twice = undo(once.model, nthId('correlation', 900), nowMs + 6000, 901);
          expect(twice.decision).toMatchObject({ isAccepted: true, blocked: [] });
          expect(visible(twice.model.world)).toEqual(visible(after.world));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('UN5 takes back a bulk as one, and redoes it as one', () => {
    fc.assert(
      fc.property(commandRuns(20), (run) => {
        for (const bulk of bulksOf(play(inBulks(run)))) {
          const [first, last] = [bulk.at(0), bulk.at(-1)];
          if (!first || !last || bulk.every(({ decision }) => !decision.isAccepted || decision.events.length === 0))
            continue;
          const once = undo(last.after, last.correlationId, last.nowMs + 5000, 900);
          expect(once.decision).toMatchObject({ isAccepted: true, blocked: [], remaining: 0 });
          expect(visible(once.model.world, first.before.world)).toEqual(visible(first.before.world));
          const twice = undo(once.model, nthId('correlation', 900), last.nowMs + 6000, 901);
          const wasUndone = once.decision.isAccepted && once.decision.events.length > 0;
          if (wasUndone) expect(visible(twice.model.world)).toEqual(visible(last.after.world));
        }
      }),
      { numRuns: 300 },
    );
  });

  it('UN3 taken again, changes nothing more', () => {
    fc.assert(
      fc.property(commandRuns(20), (run) => {
        for (const { decision, after, correlationId, nowMs } of play(run)) {
          if (!decision.isAccepted || decision.events.length === 0) continue;
          const once = undo(after, correlationId, nowMs + 5000, 900);
          const again = undo(once.model, correlationId, nowMs + 6000, 901);
          expect(again.decision).toMatchObject({ isAccepted: true, events: [] });
        }
      }),
      { numRuns: 200 },
    );
  });

  it('UN4 at any later time it keeps the rules of the house, and either takes back or says why not', () => {
    fc.assert(
      fc.property(commandRuns(25), (run) => {
        const steps = play(run);
        const last = steps.at(-1);
        if (!last) return;
        for (const { decision, correlationId } of steps) {
          if (!decision.isAccepted || decision.events.length === 0) continue;
          const { decision: undone, model } = undo(last.after, correlationId, last.nowMs + 5000, 900);
          expect(violations(model.world)).toEqual([]);
          if (!undone.isAccepted)
            expect(undone.refusal).toMatchObject({ code: 'undo_blocked', detail: expect.stringMatching(/\w/) });
        }
      }),
      { numRuns: 300 },
    );
  });
});
