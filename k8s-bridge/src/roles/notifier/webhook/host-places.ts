/**
 * How many calls go to one host at a time. An endpoint that answers just in time, for each of its many reminders, would
 * otherwise hold every place there is, and everybody's calls would wait behind it.
 */
export interface HostPlaces {
  /**
   * Waits for a place, in turn and not long: who waits holds a place of the notifier, too.
   *
   * @returns gives the place back; null when there was none in time
   */
  readonly take: (host: string) => Promise<(() => void) | null>;
}

interface Host {
  taken: number;
  /** Each is given the place of one that is through. */
  readonly waiting: Set<() => void>;
}

export function newHostPlaces({ max, waitMs }: { readonly max: number; readonly waitMs: number }): HostPlaces {
  const hosts = new Map<string, Host>();
  const leave = (name: string, host: Host) => {
    const [next] = host.waiting;
    if (next) return next();
    host.taken -= 1;
    if (host.taken === 0) hosts.delete(name);
  };
  return {
    async take(name) {
      const host = hosts.get(name) ?? { taken: 0, waiting: new Set() };
      hosts.set(name, host);
      if (host.taken < max) host.taken += 1;
      else if (!(await waitFor(host, waitMs))) return null;
      return () => leave(name, host);
    },
  };
}

async function waitFor({ waiting }: Host, waitMs: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const settle = (isIn: boolean) => {
    // At once, so that nobody is given a place who has just gone.
    waiting.delete(enter);
    clearTimeout(late);
    resolve(isIn);
  };
  const enter = () => settle(true);
  const late = setTimeout(() => settle(false), waitMs);
  waiting.add(enter);
  return await promise;
}
