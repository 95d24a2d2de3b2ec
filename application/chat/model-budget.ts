import type { Instant } from '#core/instant.ts';
import { type Database, runBatch } from '../db/database.ts';
import { noteModelTokens, takeModelRequest } from '../db/queries/write-chat-settings.ts';

/** How much of a model one user may use in a day (UTC). */
export interface ModelLimits {
  requests: number;
  tokens: number;
}

/** Thrown before a request for which nothing is left; the message is for the person. */
export class BudgetSpent extends Error {
  override name = 'BudgetSpent';
}

export interface ModelBudget {
  /** Takes one request, or says that none is left. @throws BudgetSpent */
  take: () => Promise<void>;
  note: (tokens: number) => Promise<void>;
}

export function createModelBudget(
  { db, userId, now }: { db: Database; userId: string; now: () => Instant },
  limits: ModelLimits,
): ModelBudget {
  // That of the moment a request is made: a turn over midnight is of two days.
  const today = () => now().slice(0, 10);
  return {
    async take() {
      const [taken = []] = await runBatch(db, [takeModelRequest(userId, today(), limits)]);
      if (taken.length === 0) throw new BudgetSpent(spentMessage(limits));
    },
    async note(tokens) {
      await runBatch(db, [noteModelTokens(userId, today(), tokens)]);
    },
  };
}

export function spentMessage({ requests, tokens }: ModelLimits): string {
  const per = (count: number) => count.toLocaleString('en');
  return `Your budget for the model is used up for today: ${per(requests)} requests or ${per(tokens)} tokens a day. It begins anew at midnight UTC. Until then you are answered without it.`;
}
