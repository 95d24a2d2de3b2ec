import type { LogHead } from '#core/feed/is-rewound.ts';

/** The name of the one bell there is. */
export const BELL_NAME = 'bell';

/**
 * What the rest of the program may ask of the feed's bell. Filled by the composition root with the Durable Object's
 * binding. Every call rejects when the bell did not answer in time.
 */
export interface BellPort {
  /** The newest that was ever served or heard of; null when nothing was. */
  lastHead: () => Promise<LogHead | null>;
  /**
   * Notes what is about to be served, so that a restore to before it is found out.
   *
   * @returns false when the log has got another epoch meanwhile: then it must not be served
   */
  noteHead: (head: LogHead) => Promise<boolean>;
  /** Compares the log with what was seen of it, and gives it a fresh epoch when it was rewound. */
  settleEpoch: () => Promise<EpochSettled>;
  /** "There may be more." @returns how many listen */
  ring: () => Promise<number>;
  /** Closes the sockets that were opened with a token. None of them hears anything after it answered. */
  closeSockets: (tokenId: string) => Promise<void>;
  listeners: () => Promise<number>;
}

export interface EpochSettled {
  isRewound: boolean;
  epoch: string;
}
