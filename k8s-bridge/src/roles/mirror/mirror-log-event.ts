/** What the mirror writes to the log. */
export type MirrorLogEvent =
  | { event: 'mirror.standing_by'; reason: string }
  | { event: 'mirror.leased'; stand: string; epoch: string; seq: number }
  /** Somebody must act, or ON_EPOCH_CHANGE must say what to do: the log was restored to an earlier point. */
  | { event: 'mirror.rewound'; epoch: string; remedy: string }
  | { event: 'mirror.snapshot_started' }
  | { event: 'mirror.snapshot_finished'; tasks: number; seq: number }
  | { event: 'mirror.progress'; seq: number; head: number; eventsPerSecond: number; etaSeconds: number | null }
  | { event: 'mirror.dead_lettered'; eventId: string | null; sequence: string | null; error: string }
  | { event: 'mirror.retrying'; attempt: number; waitMs: number; error: string }
  | { event: 'mirror.bell'; state: 'connected' | 'lost'; error: string | null };
