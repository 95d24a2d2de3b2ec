import type { BackgroundLog, BackgroundLogEvent } from '#application/background-log.ts';
import { logLine } from '#application/log-line.ts';

const FAILURES: ReadonlySet<BackgroundLogEvent['event']> = new Set([
  'hub.turn_failed',
  'timer.parked',
  'feed.rewound',
  'mirror.rewound',
  'mirror.dead_lettered',
]);

/** What goes well all the time is only counted: a line for each alarm would bury those that matter, and is paid for. */
const COUNTED_ONLY: ReadonlySet<BackgroundLogEvent['event']> = new Set(['hub.rang', 'timers.ran']);

/** Writes events as JSON lines, which is what the platform collects. */
export const consoleLog: BackgroundLog = {
  write(event) {
    if (COUNTED_ONLY.has(event.event)) return;
    const line = logLine(event);
    // biome-ignore lint/suspicious/noConsole: the one place where hubs write the log.
    if (FAILURES.has(event.event)) console.error(line);
    // biome-ignore lint/suspicious/noConsole: the one place where hubs write the log.
    else console.log(line);
  },
};
