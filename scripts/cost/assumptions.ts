import { KEEP_EVENTS_MS } from '#core/retention.ts';
import { MILLION } from '../capacity/load.ts';

/** What the bill does not measure. Each is meant to be too much rather than too little. */
export const ASSUMED = {
  daysPerMonth: 30,
  /** What a request of the Worker keeps a core busy for: a page is rendered on the server. Not measured on the platform. */
  cpuMsPerRequest: 10,
  /** What a hub is awake for at a request: it waits for D1, then sleeps with its sockets open. */
  objectMsPerRequest: 50,
  /** An object is paid for as if it had all of its 128 MB. */
  objectGb: 0.128,
  /** Setting an alarm is paid for as a row. */
  objectRowsPerRequest: 1,
  /** A hub that has nothing but its owner and its alarm. */
  hubGb: 16e-6,
  /** An isolate brings its numbers every ten seconds: one call and two rows, for so many requests that it answered meanwhile. */
  requestsPerTally: 5,
  objectRowsPerTally: 2,
  /** The platform's own line and ours. */
  logLinesPerRequest: 2,
  /** Its document, and its data again once it hears of changes: what a browser asked for when it was watched. */
  pagesPerOpening: 2,
  /** A window that opens and closes tells the object of the numbers, and greets its hub (20 messages are one request). */
  objectRequestsPerOpening: 3 + 1 / 20,
  /** Behind each change: the bell of the cluster, and the look of the cron at whoever changed something. */
  objectRequestsBehindChange: 2,
  /** The alarm, the numbers of the hub, the bell. */
  objectRequestsPerRing: 3,
  /** Tasks that are done stay. */
  storedMonths: 12,
  /** How long events are kept, which undo and devices need, and how many a change makes (`scripts/capacity/load.ts`). */
  eventDays: KEEP_EVENTS_MS / 86_400_000,
  eventsPerChange: MILLION.eventsPerChange,
  /** One each day; compressed text is a third or less. */
  backupsKept: 35,
  backupShare: 1 / 3,
  /** Rows in the database for a task: itself, its event, its tag, its timer, its key. */
  rowsPerTask: 5,
  /** What the minutely cron and a look at /metrics read. */
  rowsPerCron: 20,
  rowsPerScrape: 50,
  scrapesPerMinute: 2,
} as const;
