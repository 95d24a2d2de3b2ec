import type { HubsRearmed, TimersRetried, TroubledTimer, TroubledTimers } from '#core/query/timers-query.ts';

const HEADER = ['STATE', 'KIND', 'USER', 'REF', 'DUE', 'TRIES', 'LAST ERROR'];

/** What `list` prints: a line a timer, and how many there are. */
export function reportTimers({ timers, parked, overdue }: TroubledTimers): string {
  if (parked + overdue === 0) return 'No timer is parked or overdue.';
  const rows = [HEADER, ...timers.map(rowOf)];
  const widths = HEADER.map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const lines = rows.map((row) =>
    row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd(),
  );
  const left = parked + overdue - timers.length;
  const rest = left > 0 ? ` ${left} of them not shown: see --limit and --user.` : '';
  return [...lines, '', `${parked} parked, ${overdue} overdue.${rest}`].join('\n');
}

export function reportRetried({ retried, ...nudged }: Nudged & Pick<TimersRetried, 'retried'>): string {
  if (retried === 0) return 'No parked timer fits.';
  return [`${retried} let run again.`, ...reportNudged(nudged)].join('\n');
}

export function reportRearmed(nudged: Nudged & Pick<HubsRearmed, 'isMore'>): string {
  if (nudged.nudged + nudged.unreachable.length === 0) return 'No timer is overdue.';
  return [...reportNudged(nudged), ...(nudged.isMore ? ['There may be more: run it again.'] : [])].join('\n');
}

type Nudged = Pick<HubsRearmed, 'nudged' | 'unreachable'>;

function reportNudged({ nudged, unreachable }: Nudged): string[] {
  const woken = `${nudged} ${nudged === 1 ? 'hub was' : 'hubs were'} woken.`;
  if (unreachable.length === 0) return [woken];
  return [woken, `No answer, the watchdog goes on trying: ${unreachable.join(' ')}`];
}

function rowOf({ state, kind, userId, ref, dueAt, attempts, lastError }: TroubledTimer): string[] {
  return [state, kind, userId, ref, dueAt, String(attempts), lastError ?? ''].map(withoutControls);
}

/** What an older program or a library left in the database must not steer the terminal. */
function withoutControls(text: string): string {
  return text.replaceAll(/[\p{Cc}\p{Cf}]+/gu, ' ');
}
