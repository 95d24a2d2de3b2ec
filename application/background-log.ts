/** What the hubs and the crons write to the log. Nothing here may hold text that a user or a client wrote. */
export type BackgroundLogEvent =
  | { event: 'hub.turn_failed'; userId: string; error: string }
  /** An alarm of a hub went off. */
  | { event: 'hub.rang'; userId: string }
  /** Timers of one kind are through; how late each was, in ms after it was to run. */
  | { event: 'timers.ran'; userId: string; kind: string; lateMs: readonly number[] }
  | { event: 'timer.failed'; userId: string; kind: string; attempts: number; error: string }
  | { event: 'timer.parked'; userId: string; kind: string; attempts: number; error: string }
  | { event: 'watchdog.swept'; nudged: number; failed: number; cursor: number }
  | { event: 'retention.swept'; step: string; removed: number; isComplete: boolean; durationMs: number }
  | { event: 'retention.failed'; step: string; error: string }
  /** The database was restored to an earlier point: every reader begins anew, under this epoch. */
  | { event: 'feed.rewound'; epoch: string; top: number }
  /** The minutely look for a restore could not be made. */
  | { event: 'feed.check_failed'; error: string }
  /** The mirror of the edge is not the one that works. */
  | { event: 'mirror.standing_by' }
  /** The log was restored: nothing is mirrored until `npm run admin -- feed resync CONSUMER`. */
  | { event: 'mirror.rewound' }
  | { event: 'mirror.retrying'; attempt: number; waitMs: number; error: string }
  | { event: 'mirror.snapshot_finished'; tasks: number; seq: number }
  | { event: 'mirror.dead_lettered'; eventId: string | null; sequence: string | null; error: string }
  /** Some of the numbers for Prometheus could not be read, or what was counted could not be brought to where they are. */
  | { event: 'metrics.incomplete'; error: string }
  /** A model did not answer, for a reason of its own. */
  | { event: 'chat.model_failed'; userId: string; error: string }
  /** A turn ended for a reason of ours. */
  | { event: 'chat.turn_failed'; userId: string; error: string }
  | { event: 'backup.started'; run: string }
  /** `seq` is the last event that is in it; rounds are how often changed rows were read again. */
  | { event: 'backup.finished'; run: string; seq: number; parts: number; rounds: number }
  | { event: 'backup.removed'; run: string; isComplete: boolean }
  /** A turn of a backup; it is tried again within minutes. */
  | { event: 'backup.failed'; error: string }
  /** A consumer was silent for too long: events it has not read are no longer kept for it. */
  | { event: 'feed.consumer_lapsed'; consumer: string; seq: number; lastSeenAt: string };

/** Where these events go. */
export interface BackgroundLog {
  write: (event: BackgroundLogEvent) => void;
}

/** What a thrown thing is to the log and to `timers.last_error`: bounded, and without the values that were bound. */
export function errorText(error: unknown): string {
  const text = error instanceof Error ? `${error.name}: ${error.message}` : typeof error;
  return text
    .replace(/\n?params: [\s\S]*$/, '')
    .slice(0, MAX_ERROR_CHARACTERS)
    .toWellFormed();
}

const MAX_ERROR_CHARACTERS = 300;
