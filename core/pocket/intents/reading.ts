import type { Change } from '../change.ts';
import type { PocketContext } from '../pocket-context.ts';
import type { PocketMemory } from '../pocket-memory.ts';
import type { Slots } from '../text/pattern.ts';
import type { Utterance } from '../text/pieces.ts';
import type { Step } from '../understanding.ts';
import type { NewTask } from './create-asks.ts';

/** What one thing that was asked for comes to. */
export interface Reading {
  readonly step: Step;
  /** `weak`: it may mean something else, if that is found. `none`: nothing was understood. */
  readonly strength: 'firm' | 'weak' | 'none';
  readonly remember?: Partial<PocketMemory>;
  /** What was to be done, for deciding whether a sentence has two parts. */
  readonly change?: Change;
  /** What is to be made, for what the same sentence says of it further on. */
  readonly made?: readonly NewTask[];
}

/** Reads the slots of one way to ask for something; null when they are not what it takes. */
export type ReadAsk = (slots: Slots, context: PocketContext, all: Utterance) => Reading | null;

export function firm(step: Step, rest: Pick<Reading, 'remember' | 'change'> = {}): Reading {
  return { step, strength: 'firm', ...rest };
}
