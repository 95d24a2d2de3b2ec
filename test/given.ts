import { type CommandInput, CommandSchema } from '#core/command/command.ts';
import type { BlockedUndo } from '#core/command/decision.ts';
import type { World } from '#core/command/world.ts';
import type { ErrorCode } from '#core/errors.ts';
import { toInstant } from '#core/instant.ts';
import type { DomainEvent } from '#core/log/event.ts';
import type { Task } from '#core/task/task.ts';
import { nthId } from './ids.ts';
import { MODEL_START_MS, newModel, perform } from './model.ts';

/** What came of a command: its events in short, or the code of its refusal. */
export interface Outcome {
  events: DomainEvent[];
  /** `task.completed task_…` for each event. */
  happened: string[];
  refused: ErrorCode | null;
  detail: string;
  /** Paths of the fields that were wrong. */
  paths: string[];
  blocked: BlockedUndo[];
  world: World;
  task: (n: number) => Task | undefined;
}

export const task = (n: number) => nthId('task', n);
export const list = (n: number) => nthId('list', n);
/** The correlation id of the n-th command that was given, from 0. */
export const command = (n: number) => nthId('correlation', n);

/** The instant at which the n-th command happens: each a minute after the one before. */
export function minute(n: number): string {
  return toInstant(MODEL_START_MS + (n + 1) * 60_000);
}

/** A new account in which commands have happened, all of which must have been accepted. */
export function given(...inputs: CommandInput[]): { when: (input: CommandInput) => Outcome } {
  let model = newModel();
  const performNext = (input: CommandInput, n: number) => {
    return perform(model, CommandSchema.parse(input), { now: minute(n), correlationId: command(n), random: () => 0.5 });
  };
  for (const [n, input] of inputs.entries()) {
    const { decision, model: next } = performNext(input, n);
    if (!decision.isAccepted) throw new Error(`given ${input.type} was refused: ${decision.refusal.detail}`);
    model = next;
  }
  return {
    when(input) {
      const { decision, model: next } = performNext(input, inputs.length);
      const events = decision.isAccepted ? decision.events : [];
      const refusal = decision.isAccepted ? null : decision.refusal;
      return {
        events,
        happened: events.map((event) => (event.kind === 'account' ? event.type : `${event.type} ${event.after.id}`)),
        refused: refusal?.code ?? null,
        detail: refusal?.detail ?? '',
        paths: refusal?.errors?.map(({ path }) => path) ?? [],
        blocked: decision.isAccepted ? decision.blocked : [],
        world: next.world,
        task: (n) => next.world.tasks.get(task(n)),
      };
    },
  };
}
