import { toEpochMs, toInstant } from '#core/instant.ts';
import {
  KEEP_EVENTS_MS,
  KEEP_FIRINGS_MS,
  KEEP_FOR_SILENT_CONSUMERS_MS,
  KEEP_PLANS_MS,
  KEEP_REQUEST_KEYS_MS,
  KEEP_TRASH_MS,
} from '#core/retention.ts';
import { type BackgroundLog, errorText } from '../../background-log.ts';
import { type Database, runBatch } from '../../db/database.ts';
import { dropConversations } from '../../db/queries/drop-conversations.ts';
import { dropFirings, dropOtherDeliveries } from '../../db/queries/drop-firings.ts';
import { dropPlans } from '../../db/queries/drop-plans.ts';
import { dropRequestKeys } from '../../db/queries/drop-request-keys.ts';
import { findUsersWithOldTrash } from '../../db/queries/find-old-trash.ts';
import { pruneEvents } from '../../db/queries/prune-events.ts';
import { dropRemovedTasks } from '../../db/queries/removed-tasks.ts';
import { type Meter, newMeter } from '../../db/strict-d1.ts';
import type { Effects } from '../../effects.ts';
import type { HubPort } from '../../hub-port.ts';
import { pruneCredentials } from '../accounts/prune-credentials.ts';
import { lapseConsumers } from '../feed/lapse-consumers.ts';
import { purgeTrash } from './purge-trash.ts';

export interface RetentionDeps {
  /** A database that counts with this meter. */
  openDatabase: (meter: Meter) => Database;
  effects: Effects;
  hub: Pick<HubPort, 'nudge'>;
  log: BackgroundLog;
}

/** Small, because D1 does one thing at a time: whoever asks meanwhile waits for one chunk at most. */
const CHUNK_ROWS = 1000;
const CHUNK_TASKS = 200;
/**
 * How many statements a day's run may spend on each step, together below the 1,000 that D1 allows an invocation. For
 * events it is 87,000 rows a day; what is left over goes the next day.
 */
const MAX_STATEMENTS = {
  trash: 200,
  consumers: 10,
  events: 350,
  'removed-tasks': 10,
  'request-keys': 130,
  plans: 20,
  conversations: 40,
  firings: 90,
  messages: 40,
  credentials: 100,
} as const;
type Step = keyof typeof MAX_STATEMENTS;
/** Ten steps of this stay within the quarter of an hour that a cron may take. */
const MAX_STEP_MS = 85_000;
/** Between two chunks, so that requests which waited get their turn. */
const PAUSE_MS = 10;

interface Chunk {
  removed: number;
  isMore: boolean;
}

/**
 * The daily clearing out: what is too old goes, in small chunks, each a transaction of its own, so it can be cut off
 * anywhere and goes on with the next run. One step that fails does not keep the others from running.
 */
export async function runRetention(deps: RetentionDeps): Promise<void> {
  const now = deps.effects.now();
  const agoMs = (ms: number) => toEpochMs(now) - ms;
  const rows = (removed: number): Chunk => ({ removed, isMore: removed === CHUNK_ROWS });
  // The trash before the log, so that what was purged is told before anything of the log goes.
  await runStep(deps, 'trash', trashStep(deps, agoMs(KEEP_TRASH_MS)));
  const silentBeforeMs = agoMs(KEEP_FOR_SILENT_CONSUMERS_MS);
  await runStep(deps, 'consumers', async (db) => ({
    removed: await lapseConsumers(db, deps.log, { silentBeforeMs, eventsBeforeMs: agoMs(KEEP_EVENTS_MS) }),
    isMore: false,
  }));
  await runStep(deps, 'events', async (db) => rows(await pruneEvents(db, agoMs(KEEP_EVENTS_MS), CHUNK_ROWS)));
  await runStep(deps, 'removed-tasks', async (db) => {
    const [dropped] = await runBatch(db, [dropRemovedTasks(CHUNK_ROWS)]);
    return rows(dropped?.length ?? 0);
  });
  await runStep(deps, 'request-keys', async (db) =>
    rows(await dropRequestKeys(db, agoMs(KEEP_REQUEST_KEYS_MS), CHUNK_ROWS)),
  );
  const plansBefore = { waitingMs: agoMs(KEEP_PLANS_MS), appliedMs: agoMs(KEEP_REQUEST_KEYS_MS) };
  await runStep(deps, 'plans', async (db) => rows(await dropPlans(db, plansBefore, CHUNK_ROWS)));
  await runStep(deps, 'conversations', (db) => dropConversations(db, toEpochMs(now), CHUNK_ROWS));
  await runStep(deps, 'firings', async (db) => rows(await dropFirings(db, agoMs(KEEP_FIRINGS_MS), CHUNK_ROWS)));
  await runStep(deps, 'messages', async (db) =>
    rows(await dropOtherDeliveries(db, agoMs(KEEP_FIRINGS_MS), CHUNK_ROWS)),
  );
  await runStep(deps, 'credentials', async (db) => ({ removed: 0, isMore: await pruneCredentials(db, now) }));
}

async function runStep(deps: RetentionDeps, step: Step, chunk: (db: Database) => Promise<Chunk>): Promise<void> {
  const { effects, log } = deps;
  const startedAtMs = toEpochMs(effects.now());
  let removed = 0;
  let isMore = true;
  try {
    const meter = newMeter();
    const db = deps.openDatabase(meter);
    const isTimeLeft = () => toEpochMs(effects.now()) < startedAtMs + MAX_STEP_MS;
    while (isMore && meter.statements < MAX_STATEMENTS[step] && isTimeLeft()) {
      const done = await chunk(db);
      removed += done.removed;
      isMore = done.isMore;
      if (isMore) await effects.wait(PAUSE_MS);
    }
    const durationMs = toEpochMs(effects.now()) - startedAtMs;
    log.write({ event: 'retention.swept', step, removed, isComplete: !isMore, durationMs });
  } catch (error) {
    log.write({ event: 'retention.failed', step, error: errorText(error) });
  }
}

/** One chunk is the old trash of one user. Users are found a few at a time, each once a run unless there is more of theirs. */
function trashStep({ effects, hub }: RetentionDeps, beforeMs: number): (db: Database) => Promise<Chunk> {
  const before = toInstant(beforeMs);
  let found: string[] = [];
  let last = '';
  return async (db) => {
    if (found.length === 0) found = await findUsersWithOldTrash(db, before, last, CHUNK_TASKS);
    const [userId] = found;
    if (userId === undefined) return { removed: 0, isMore: false };
    const removed = await purgeTrash(db, effects, { userId, before, limit: CHUNK_TASKS });
    if (removed < CHUNK_TASKS) last = found.shift() ?? last;
    // A nudge is a hint: the watchdog repairs a lost one.
    if (removed > 0) await hub.nudge(userId, 'events').catch(() => undefined);
    return { removed, isMore: true };
  };
}
