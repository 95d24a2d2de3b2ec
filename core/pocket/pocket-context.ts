import type { Action } from '../chat/choice.ts';
import type { Dialogue } from '../chat/dialogue.ts';
import type { Instant } from '../instant.ts';
import type { Json } from '../json.ts';
import type { Choices } from '../language/frame.ts';
import type { PocketLocale } from './pocket-locale.ts';
import type { PocketMemory } from './pocket-memory.ts';

/** What tools that change nothing answered, by what they were asked (`lookKey`). */
export type Looked = ReadonlyMap<string, Record<string, Json>>;

/** Everything that an utterance is understood with. */
export interface PocketContext extends Choices {
  readonly now: Instant;
  /** The user's zone (IANA). */
  readonly zone: string;
  /** A BCP 47 tag, for the grammar of dates. */
  readonly locale: string;
  readonly words: PocketLocale;
  readonly dialogue: Pick<Dialogue, 'shown' | 'touched' | 'correlationIds'>;
  readonly memory: PocketMemory;
  /** Asks a tool that changes nothing; null when its answer is not there yet: it is asked for then. */
  readonly look: (call: Action) => Record<string, Json> | null;
}

export function lookKey({ tool, input }: Action): string {
  return `${tool} ${JSON.stringify(input)}`;
}
