import type { NewId } from '#core/ids.ts';
import type { Instant } from '#core/instant.ts';
import type { Random } from '#core/order-key.ts';

/** The effects that use cases take from outside, so that tests and simulations can own time and chance. */
export interface Effects {
  now: () => Instant;
  newId: NewId;
  random: Random;
  wait: (ms: number) => Promise<void>;
}
