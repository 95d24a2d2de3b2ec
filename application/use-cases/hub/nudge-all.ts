import type { HubPort } from '../../hub-port.ts';

const CONCURRENT_NUDGES = 10;

/**
 * Nudges the hubs of users to look at their schedule, some at a time.
 *
 * @param isTimeLeft asked before each nudge; those it comes too late for count as failed
 * @returns the users whose hub did not answer
 */
export async function nudgeAll(
  users: readonly string[],
  hub: Pick<HubPort, 'nudge'>,
  isTimeLeft: () => boolean,
): Promise<Set<string>> {
  const failed = new Set<string>();
  const queue = users.values();
  const worker = async () => {
    // The workers share one iterator, so each user is taken once.
    for (const userId of queue) {
      if (!isTimeLeft()) failed.add(userId);
      else await hub.nudge(userId, 'schedule').catch(() => failed.add(userId));
    }
  };
  await Promise.all(Array.from({ length: CONCURRENT_NUDGES }, worker));
  return failed;
}
