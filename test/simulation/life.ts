/**
 * How fast whoever works here gets answers. Where nothing else happens at the same moment it makes no difference, so
 * most work is `instant`, which costs the simulation nothing; the rest is spread over time and so meets others.
 */
export type Pace = 'instant' | 'slow' | 'crawling';

/**
 * One piece of running program: a request, a cron, a hub in memory. When it ends before its work is done it never gets
 * another answer, which is what being killed between two awaits is.
 */
export interface Life {
  /** Null when it works for everybody. */
  readonly userId: string | null;
  readonly pace: Pace;
  isOver: () => boolean;
  end: () => void;
}

/** @param host what it runs on; when that ends it ends, too */
export function createLife(userId: string | null, pace: Pace, host?: Life): Life {
  let isOver = false;
  return {
    userId,
    pace,
    isOver: () => isOver || host?.isOver() === true,
    end: () => {
      isOver = true;
    },
  };
}

/** What somebody who is dead waits for. */
export function never<Value>(): Promise<Value> {
  return new Promise(() => undefined);
}
