import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Command } from '#core/command/command.ts';
import type { CommandReply } from '#core/command/reply.ts';
import { toInstant } from '#core/instant.ts';
import { commandRuns, type RunStep } from '#test/arbitraries.ts';
import { violations } from '#test/invariants.ts';
import { MODEL_START_MS, type Model, newModel, perform } from '#test/model.ts';
import { ringMistakes } from '#test/rings.ts';
import { duesIn, readStored, recompute, versionGaps } from '#test/stored.ts';
import { newUser } from '#test/users.ts';

interface Request {
  steps: RunStep[];
  isAtomic: boolean;
}

/** A run cut into requests: single commands, batches, atomic batches. */
const requests: fc.Arbitrary<Request[]> = fc
  .tuple(
    commandRuns(24),
    fc.array(fc.record({ size: fc.integer({ min: 1, max: 6 }), isAtomic: fc.boolean() }), {
      minLength: 12,
      maxLength: 12,
    }),
  )
  .map(([run, cuts]) => {
    const cut: Request[] = [];
    for (let at = 0, n = 0; at < run.length; n += 1) {
      const { size, isAtomic } = cuts[n % cuts.length] ?? { size: 1, isAtomic: false };
      cut.push({ steps: run.slice(at, at + size), isAtomic });
      at += size;
    }
    return cut;
  });

/** What a request comes to in memory. All its commands happen under one correlation id, at one instant. */
function performAll(
  model: Model,
  { steps, isAtomic }: Request,
  at: { now: string; correlationId: string },
): { model: Model; outcomes: string[] } {
  let next = model;
  const outcomes = steps.map(({ command }) => {
    const before = next;
    const { decision, model: after } = perform(before, command, at);
    next = { ...after, world: { ...after.world, histories: model.world.histories } };
    return decision.isAccepted ? `done ${decision.events.length}` : decision.refusal.code;
  });
  const isAborted = isAtomic && outcomes.some((outcome) => !outcome.startsWith('done'));
  if (isAborted)
    return { model, outcomes: outcomes.map((outcome) => (outcome.startsWith('done') ? 'batch_aborted' : outcome)) };
  const histories = new Map(model.world.histories).set(at.correlationId, next.log.slice(model.log.length));
  return { model: { ...next, world: { ...next.world, histories } }, outcomes };
}

/** A new task may be refused for several reasons at once; a taken id is looked at last, because it costs a read. */
function loose(outcomes: string[], steps: RunStep[]): string[] {
  return outcomes.map((outcome, at) =>
    steps[at]?.command.type === 'task.create' && !outcome.startsWith('done') ? 'refused' : outcome,
  );
}

function outcomeOf(reply: CommandReply): string {
  return reply.status === 'done' ? `done ${reply.changed}` : reply.code;
}

/** States without order keys: what chance has in them need not be the same on both sides. */
function bare<State extends { id: string; orderKey?: string }>(states: ReadonlyMap<string, State>): State[] {
  return [...states.values()].map((state) => ({ ...state, orderKey: '' })).sort((a, b) => (a.id < b.id ? -1 : 1));
}

/** Undo names the request that a step went with, since a request has one correlation id for all its commands. */
function aimed(command: Command, requestOf: Map<string, string>): Command {
  return command.type === 'undo'
    ? { ...command, correlationId: requestOf.get(command.correlationId) ?? command.correlationId }
    : command;
}

describe('execute commands, whatever comes', () => {
  it('LOG6 does what the model says, and every projection is what the log says', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (sent) => {
        let nowMs = MODEL_START_MS;
        const effects = { now: () => toInstant(nowMs) };
        const user = await newUser({ effects });
        let model = newModel();
        const requestOf = new Map<string, string>();
        for (const [n, { steps, isAtomic }] of sent.entries()) {
          nowMs += steps[0]?.elapsedMs ?? 1;
          const correlationId = steps[0]?.correlationId ?? '';
          const aimedSteps = steps.map((step) => ({ ...step, command: aimed(step.command, requestOf) }));
          for (const step of steps) requestOf.set(step.correlationId, correlationId);
          const expected = performAll(model, { steps: aimedSteps, isAtomic }, { now: toInstant(nowMs), correlationId });
          const device = user.at({ effects });
          const commands = aimedSteps.map(({ command }, at) => ({ key: `${n}.${at}`, command }));
          const replies = await device.batch(commands, { isAtomic, correlationId });
          expect(loose(replies.map(outcomeOf), steps)).toEqual(loose(expected.outcomes, steps));
          expect(device.cost().statements).toBeLessThan(60);
          model = expected.model;
        }
        const stored = await readStored(user.at({}));
        const fromLog = recompute(stored.log);
        expect(stored).toMatchObject(fromLog);
        expect(stored.tagCounts).toEqual(fromLog.tagCounts);
        expect(stored.taggings).toEqual(fromLog.taggings);
        expect(bare(stored.tasks)).toEqual(bare(model.world.tasks));
        expect(bare(stored.lists)).toEqual(bare(model.world.lists));
        expect(stored.settings).toEqual(model.world.settings);
        expect(versionGaps(stored.log)).toEqual([]);
        expect(violations(model.world)).toEqual([]);
        const { settings } = model.world;
        if (settings) expect(await ringMistakes(user, model.world.tasks, settings, nowMs)).toEqual([]);
      }),
      { numRuns: 60 },
    );
  }, 120_000);

  it('DU9 every due stands at its instant in the zone of the user, whatever happened to its task', async () => {
    await fc.assert(
      fc.asyncProperty(commandRuns(20), async (run) => {
        const user = await newUser();
        const steps = run.filter(({ command }) => command.type !== 'settings.update' && command.type !== 'undo');
        await user.batch(steps.map(({ command }) => ({ key: null, command })));
        const stored = await readStored(user);
        expect(stored.dueAt).toEqual(duesIn('Europe/Berlin', stored.tasks));
      }),
      { numRuns: 20 },
    );
  }, 60_000);

  it('LOG3 from many devices at once: the data is sound, whoever lost which race', async () => {
    await fc.assert(
      fc.asyncProperty(commandRuns(40), fc.integer({ min: 2, max: 8 }), async (run, devices) => {
        const user = await newUser();
        for (let at = 0; at < run.length; at += devices) {
          const together = run.slice(at, at + devices).map(({ command, correlationId }) =>
            user
              .at({})
              .batch([{ key: null, command }], { correlationId })
              .catch((error: unknown) => expect(error).toMatchObject({ code: 'conflict' })),
          );
          await Promise.all(together);
        }
        const { log, ...stored } = await readStored(user.at({}));
        const fromLog = recompute(log);
        expect(stored).toMatchObject(fromLog);
        expect(stored.tagCounts).toEqual(fromLog.tagCounts);
        expect(versionGaps(log)).toEqual([]);
        expect(violations({ ...newModel().world, tasks: stored.tasks, lists: stored.lists })).toEqual([]);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});
