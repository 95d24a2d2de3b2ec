import { useState } from 'react';
import { useRevalidator } from 'react-router';
import { runCommand } from '#web/app/api/run-command.ts';

/** A bulk is taken back in parts of bounded size; more rounds than this only a defect needs. */
const MAX_ROUNDS = 50;

export interface Undo {
  /** The action that is being taken back. */
  busyId: string | null;
  /** What came of the last one; for everybody who does not see the list. */
  outcome: { correlationId: string; text: string; isRefused: boolean } | null;
  undo: (correlationId: string) => void;
}

/** Takes an action back, and says what came of it. The history then shows the undo as an action of its own. */
export function useUndo(): Undo {
  const { revalidate } = useRevalidator();
  const [busyId, setBusyId] = useState<string | null>(null);
  const [outcome, setOutcome] = useState<Undo['outcome']>(null);

  const run = async (correlationId: string) => {
    setBusyId(correlationId);
    setOutcome(null);
    const result = await undoAll(correlationId);
    setOutcome({ correlationId, ...result });
    await revalidate();
    setBusyId(null);
  };
  return { busyId, outcome, undo: (correlationId) => void run(correlationId) };
}

/** Takes an action back in as many rounds as it needs. */
export async function undoAll(correlationId: string): Promise<{ text: string; isRefused: boolean }> {
  let changed = 0;
  for (let round = 0; round < MAX_ROUNDS; round += 1) {
    const answer = await runCommand({ type: 'undo', correlationId });
    if (!answer.isOk) return { text: answer.problem.detail, isRefused: true };
    const { reply } = answer;
    changed += reply.changed;
    if (reply.remaining > 0 && reply.changed > 0) continue;
    if (reply.blocked.length > 0) {
      const [first] = reply.blocked;
      return {
        text: `Took back ${changed}; ${reply.blocked.length} stay as they are. ${first?.reason ?? ''}`,
        isRefused: true,
      };
    }
    return { text: changed === 0 ? 'It was taken back already.' : 'Taken back.', isRefused: false };
  }
  return { text: `Took back ${changed}; there is more to take back. Press Undo again.`, isRefused: true };
}
