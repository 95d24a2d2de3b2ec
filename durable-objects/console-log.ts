import type { BackgroundLog, BackgroundLogEvent } from '#application/background-log.ts';

const FAILURES: ReadonlySet<BackgroundLogEvent['event']> = new Set([
  'hub.turn_failed',
  'timer.parked',
  'feed.rewound',
  'mirror.rewound',
  'mirror.dead_lettered',
]);

/** Writes events as JSON lines, which is what the platform collects. */
export const consoleLog: BackgroundLog = {
  write(event) {
    const line = JSON.stringify(event);
    // biome-ignore lint/suspicious/noConsole: the one place where hubs write the log.
    if (FAILURES.has(event.event)) console.error(line);
    // biome-ignore lint/suspicious/noConsole: the one place where hubs write the log.
    else console.log(line);
  },
};
