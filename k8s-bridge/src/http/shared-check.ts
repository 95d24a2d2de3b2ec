import type { Clock } from '../clock.ts';
import { errorText } from '../errors.ts';

/** Null when all is well, else what is wrong. */
type Outcome = string | null;

interface Attempt {
  readonly startedMs: number;
  readonly outcome: Promise<Outcome>;
  endedMs: number | null;
}

const TIMEOUT_MS = 5_000;
const KEPT_MS = 2_000;
// A check that never comes back is left alone after this; until then it stands for those who ask meanwhile.
const FORSAKEN_MS = 30_000;

/**
 * One check for all who ask while it runs and for a moment after it, so that no number of probes becomes a number of
 * requests to the edge or connections to the broker.
 *
 * @param onFailure hears of each attempt that failed, however many asked
 */
export function sharedCheck(
  check: () => Promise<void>,
  onFailure: (error: string) => void,
  { monotonicMs }: Pick<Clock, 'monotonicMs'>,
): () => Promise<Outcome> {
  let last: Attempt | null = null;
  const begin = (): Attempt => {
    const work = check();
    const attempt: Attempt = { startedMs: monotonicMs(), outcome: outcomeOf(work, onFailure), endedMs: null };
    const end = () => {
      attempt.endedMs = monotonicMs();
    };
    work.then(end, end);
    return attempt;
  };
  const isFresh = ({ startedMs, endedMs }: Attempt): boolean =>
    endedMs === null ? monotonicMs() - startedMs < FORSAKEN_MS : monotonicMs() - endedMs < KEPT_MS;
  return () => {
    if (last === null || !isFresh(last)) last = begin();
    return last.outcome;
  };
}

/** What hangs is not ready either. */
async function outcomeOf(work: Promise<void>, onFailure: (error: string) => void): Promise<Outcome> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('no answer in time')), TIMEOUT_MS);
  try {
    await Promise.race([work, late.promise]);
    return null;
  } catch (error) {
    const text = errorText(error);
    onFailure(text);
    return text;
  } finally {
    clearTimeout(timer);
  }
}
