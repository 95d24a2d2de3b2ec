import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { commandRuns } from '#test/arbitraries.ts';
import { nthId } from '#test/ids.ts';
import { type Model, newModel, perform } from '#test/model.ts';
import { type PlayedStep, play } from '#test/play.ts';
import { type CommandInput, CommandSchema } from '../command/command.ts';
import { toInstant } from '../instant.ts';
import type { DomainEvent } from '../log/event.ts';

// Many runs: on a busy machine they take longer than one example does.
vi.setConfig({ testTimeout: 60_000 });

/** Occurrences that begin to stand with these events: made, or out of the trash again. */
function arrivals(events: readonly DomainEvent[], seriesId: string): string[] {
  return events.flatMap((event) => {
    const isArrival = event.kind === 'task' && (event.type === 'task.created' || event.type === 'task.restored');
    return isArrival && event.after.parentId === null && event.after.series?.id === seriesId ? [event.after.id] : [];
  });
}

describe('series, whatever comes', () => {
  it('SE1 completing the newest occurrence makes exactly one next or finishes the series; completing another makes none', () => {
    const check = ({ command, before, decision, after }: PlayedStep) => {
      if (command.type !== 'task.complete' || !decision.isAccepted || decision.events.length === 0) return;
      const task = before.world.tasks.get(command.taskId);
      const series = before.world.series.get(task?.series?.id ?? '');
      if (!task || !series) return;
      const isDriven = series.status === 'active' && series.trigger.kind === 'on_completion';
      const made = arrivals(decision.events, series.id);
      const then = after.world.series.get(series.id);
      if (!isDriven || series.current.taskId !== task.id) expect(made).toEqual([]);
      else if (then?.status === 'finished') expect(made).toEqual([]);
      else expect(made).toEqual([then?.current.taskId]);
    };
    fc.assert(
      fc.property(commandRuns(40), (run) => play(run).forEach(check)),
      { numRuns: 400 },
    );
  });

  it('SE1 no two live occurrences stand for one slot, but where somebody made, moved or restored one by hand', () => {
    const byHand = new Set(['series.make', 'series.update', 'series.skip', 'task.restore', 'undo', 'series.start']);
    fc.assert(
      fc.property(commandRuns(40), (run) => {
        const played = play(run.filter(({ command }) => !byHand.has(command.type)));
        const slots = [...(played.at(-1)?.after.world.tasks.values() ?? [])]
          .filter(({ series, deletedAt, status }) => series && deletedAt === null && status === 'open')
          .map(({ series }) => JSON.stringify(series));
        expect(slots).toEqual([...new Set(slots)]);
      }),
      { numRuns: 400 },
    );
  });

  it('SE3 completing, reopening, undoing and redoing in any order leave one open occurrence, or two once it was touched', () => {
    const steps = fc.array(fc.constantFrom(...STEPS), { maxLength: 25 });
    fc.assert(
      fc.property(steps, (what) => {
        const gardener = newGardener();
        for (const step of what) {
          const before = gardener.tasks().length;
          gardener.take(step);
          // Completing one that the series went on from makes nothing.
          if (step === 'older') expect(gardener.tasks()).toHaveLength(before);
          const open = gardener.open();
          if (!gardener.isTouched()) expect(open).toHaveLength(1);
          expect(open).toContain(gardener.newest());
        }
      }),
      { numRuns: 500 },
    );
  });
});

const STEPS = ['complete', 'reopen', 'undo', 'wait', 'touch', 'older'] as const;
const DAILY = {
  type: 'task.create',
  taskId: nthId('task', 0),
  title: 'Water',
  due: { kind: 'date', date: '2026-11-22' },
  recurrence: { seriesId: nthId('series', 0), rule: 'FREQ=DAILY' },
} as const;

/** Somebody with one daily task, who does and undoes. */
function newGardener() {
  let model: Model = newModel();
  let nowMs = Date.parse('2026-11-21T12:00:00Z');
  let count = 0;
  let isTouched = false;
  const say = (input: CommandInput) => {
    count += 1;
    nowMs += 1000;
    const at = { now: toInstant(nowMs), correlationId: nthId('correlation', count) };
    model = perform(model, CommandSchema.parse(input), at).model;
  };
  const series = () => model.world.series.get(DAILY.recurrence.seriesId);
  const tasks = () => [...model.world.tasks.values()].filter(({ deletedAt }) => deletedAt === null);
  const open = () => tasks().flatMap(({ id, status }) => (status === 'open' ? [id] : []));
  const newest = () => series()?.current.taskId ?? '';
  const doable: Record<(typeof STEPS)[number], () => CommandInput | null> = {
    complete: () => ({ type: 'task.complete', taskId: newest() }),
    reopen: () => {
      const taskId = series()?.previous?.taskId;
      return taskId === undefined ? null : { type: 'task.reopen', taskId };
    },
    undo: () => (count > 1 ? { type: 'undo', correlationId: nthId('correlation', count) } : null),
    wait: () => null,
    touch: () => ({ type: 'task.update', taskId: newest(), patch: { notes: `${count}` } }),
    older: () => {
      const taskId = open().find((id) => id !== newest());
      return taskId === undefined ? null : { type: 'task.complete', taskId };
    },
  };
  say(DAILY);
  return {
    tasks,
    open,
    newest,
    isTouched: () => isTouched,
    take: (step: (typeof STEPS)[number]) => {
      if (step === 'wait') nowMs += 86_400_000;
      if (step === 'touch') isTouched = true;
      const input = doable[step]();
      if (input) say(input);
    },
  };
}
