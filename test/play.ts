import type { Decision } from '#core/command/decision.ts';
import { toInstant } from '#core/instant.ts';
import type { Random } from '#core/order-key.ts';
import type { RunStep } from './arbitraries.ts';
import { MODEL_START_MS, type Model, newModel, perform } from './model.ts';

export interface PlayedStep extends RunStep {
  nowMs: number;
  before: Model;
  decision: Decision;
  after: Model;
}

/** Carries a run out in memory, from a new account on. */
export function play(run: readonly RunStep[], random: Random = Math.random): PlayedStep[] {
  let model = newModel();
  let nowMs = MODEL_START_MS;
  return run.map((step) => {
    nowMs += step.elapsedMs;
    const before = model;
    const { decision, model: after } = perform(before, step.command, {
      now: toInstant(nowMs),
      correlationId: step.correlationId,
      random,
    });
    model = after;
    return { ...step, nowMs, before, decision, after };
  });
}
