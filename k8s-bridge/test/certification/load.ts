import { vi } from 'vitest';
import type { Person } from './person.ts';

/** What several people do at the same time. */
export interface Load {
  /** How many commands were answered. */
  readonly answered: () => number;
  /** They work until so many were answered. Each sends its next command when it has the answer to the last. */
  readonly runTo: (commands: number) => Promise<void>;
  readonly untilAnswered: (commands: number) => Promise<void>;
}

export function newLoad(people: readonly Person[]): Load {
  let begun = 0;
  let answered = 0;
  const workTo = async (person: Person, commands: number) => {
    while (begun < commands) {
      begun += 1;
      await person.work();
      answered += 1;
    }
  };
  return {
    answered: () => answered,
    runTo: async (commands) => void (await Promise.all(people.map((person) => workTo(person, commands)))),
    untilAnswered: async (commands) =>
      void (await vi.waitUntil(() => answered >= commands, { timeout: 120_000, interval: 1 })),
  };
}
