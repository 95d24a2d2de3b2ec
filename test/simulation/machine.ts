import type { Kernel } from './kernel.ts';
import { createLife, type Life, type Pace } from './life.ts';

/** What everything of one run runs on. It can stop, with all that runs on it, and start again. */
export interface Machine {
  isUp: () => boolean;
  /** Begins something; null while nothing runs. */
  begin: (userId: string | null, pace: Pace) => Life | null;
  /** @param onStart called when it runs again */
  stopFor: (ms: number, onStart: () => void) => void;
}

export function createMachine(kernel: Kernel): Machine {
  let host: Life | null = createLife(null, 'instant');
  return {
    isUp: () => host !== null,
    begin: (userId, pace) => host && createLife(userId, pace, host),
    stopFor(ms, onStart) {
      host?.end();
      host = null;
      kernel.at(kernel.nowMs() + ms, () => {
        host = createLife(null, 'instant');
        onStart();
      });
    },
  };
}
