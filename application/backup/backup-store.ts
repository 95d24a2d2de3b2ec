/** Where backups are kept. Names are paths: `RUN/PART`. */
export interface BackupStore {
  /** Replaces what is there. */
  put: (name: string, bytes: Uint8Array<ArrayBuffer>) => Promise<void>;
  get: (name: string) => Promise<Uint8Array<ArrayBuffer> | null>;
  /** When that was written, in ms since the epoch; null when it is not there. */
  writtenAtMs: (name: string) => Promise<number | null>;
  /** The names of all runs that anything is kept of, oldest first. */
  runs: () => Promise<string[]>;
  /** Removes everything of a run, at most a thousand parts at a time; says whether that was all. */
  remove: (run: string) => Promise<boolean>;
}
