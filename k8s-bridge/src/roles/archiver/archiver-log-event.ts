/** What the archiver writes to the log. */
export type ArchiverLogEvent =
  | { event: 'archiver.migrated'; steps: readonly string[] }
  | { event: 'archiver.retrying'; of: 'start' | 'batch' | 'retention'; attempt: number; waitMs: number; error: string }
  | { event: 'archiver.recovered'; failures: number }
  | { event: 'archiver.dead_lettered'; topic: string; position: string; error: string }
  /** What went out of the archive for good. */
  | { event: 'archiver.months_dropped'; months: readonly string[]; keepDays: number }
  /** Nothing is dropped until a person has set the wrong one right. */
  | { event: 'archiver.clocks_disagree'; archiver: string; database: string }
  /** The ends of the chains, once a day: a log that is kept elsewhere shows when somebody wrote a chain anew. */
  | { event: 'archiver.heads'; heads: readonly { month: string; count: number; hash: string }[] }
  /** The query API answers nobody. */
  | { event: 'archiver.audit_closed'; remedy: string };
