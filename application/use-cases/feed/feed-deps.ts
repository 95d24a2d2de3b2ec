import type { BellPort } from '../../bell-port.ts';
import type { Database } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';

/** What the feed works with: the log of everybody. Lint says who may open this door. */
export interface FeedDeps {
  db: Database;
  effects: Effects;
  bell: Pick<BellPort, 'lastHead' | 'noteHead' | 'settleEpoch'>;
}
