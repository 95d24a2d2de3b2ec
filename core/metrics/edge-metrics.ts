import { EVENT_MEANINGS } from '../feed/event-meanings.ts';
import { counter, gauge, histogram } from './metric-family.ts';

const REQUEST_SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.2, 0.5, 1, 2.5, 5, 10];
// Up to a second nobody notices; a minute is what a lost alarm costs; beyond an hour it is told as an outage.
const LATENESS_SECONDS = [0.1, 0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 900, 3600];

/** Events of the log that tell of something that failed behind the answers: each is counted beside its line. */
export const FAILURE_EVENTS = [
  'request.broke',
  'readiness.failed',
  'nudge.failed',
  'ring.failed',
  'background.failed',
  'hub.turn_failed',
  'retention.failed',
  'feed.check_failed',
  'feed.rewound',
  'feed.consumer_lapsed',
  'mirror.retrying',
  'mirror.dead_lettered',
  'chat.model_failed',
  'chat.turn_failed',
] as const;

const PARKABLE = ['ring', 'occur', 'push', 'claim', 'notify', 'rederive', 'revoke', 'erase'];

/**
 * Counted while the edge works. They only grow, except that a deployment which changes the buckets of a histogram begins
 * it anew. Labels have few values each: patterns of routes, never paths; never a user, never a text that somebody wrote.
 */
export const EDGE_COUNTED = {
  requests: histogram(
    'carillon_edge_request_duration_seconds',
    'Time until a request was answered, by the pattern of its route ("page" for pages) and the class of the answer',
    ['route', 'method', 'status'],
    REQUEST_SECONDS,
  ),
  problems: counter('carillon_edge_problems_total', 'Answers that were refusals or failures, by their code', [
    'route',
    'code',
  ]),
  databaseRows: counter('carillon_edge_database_rows_total', 'Rows that requests read and wrote in D1, as billed', [
    'direction',
  ]),
  alarms: counter('carillon_edge_alarms_total', 'Alarms of hubs that went off'),
  timers: counter(
    'carillon_edge_timers_total',
    'Timers by kind: done, put off after a failure, or parked',
    ['kind', 'outcome'],
    PARKABLE.map((kind) => [kind, 'parked']),
  ),
  reminderLateness: histogram(
    'carillon_edge_reminder_lateness_seconds',
    'From the planned moment of a reminder until it rang; one that waited for quiet hours counts from their end',
    [],
    LATENESS_SECONDS,
  ),
  failures: counter(
    'carillon_edge_failures_total',
    'Things that failed behind the answers, by their name in the log',
    ['event'],
    FAILURE_EVENTS.map((event) => [event]),
  ),
  events: counter(
    'carillon_edge_events_total',
    'Events of the log since it was first looked at, by type',
    ['type'],
    Object.keys(EVENT_MEANINGS).map((type) => [type]),
  ),
} as const;

/** Looked up when somebody asks. */
export const EDGE_GAUGES = {
  info: gauge('carillon_edge_info', 'Always 1; which version runs', ['version']),
  databaseUp: gauge(
    'carillon_edge_database_up',
    'Whether D1 answered this very question; without it most below is missing',
  ),
  liveSockets: gauge('carillon_edge_live_sockets', 'Open live connections'),
  liveHubs: gauge('carillon_edge_live_hubs', 'Users with an open live connection'),
  feedListeners: gauge('carillon_edge_feed_listeners', 'Programs that listen to the bell of the feed'),
  feedHead: gauge('carillon_edge_feed_head', 'The newest event of the log'),
  consumerLagEvents: gauge('carillon_edge_feed_lag_events', 'Events that a consumer of the feed has not acknowledged', [
    'consumer',
  ]),
  consumerLagSeconds: gauge('carillon_edge_feed_lag_seconds', 'Age of the oldest of them; 0 when there is none', [
    'consumer',
  ]),
  logEvents: gauge('carillon_edge_log_events', 'Events the log holds; at most, as erased accounts leave gaps'),
  databaseBytes: gauge('carillon_edge_database_bytes', 'Size of the database; D1 takes no more than 10 GB'),
  timersDue: gauge(
    'carillon_edge_timers_due',
    'Timers whose moment has come and that have not run; 10,000 stands for more',
  ),
  timersOldest: gauge('carillon_edge_timers_oldest_seconds', 'How long the oldest of them has been due'),
  timersParked: gauge('carillon_edge_timers_parked', 'Timers that failed too often and wait for somebody'),
  deliveriesWaiting: gauge(
    'carillon_edge_deliveries_waiting',
    'Mails and webhook calls that wait for a notifier, or for their next try within the hour',
  ),
  deliveriesFailed: gauge('carillon_edge_deliveries_failed', 'Mails and webhook calls given up in the last day'),
  users: gauge('carillon_edge_users', 'Accounts, when they were last counted'),
  tasks: gauge('carillon_edge_tasks', 'Tasks by state, when they were last counted', ['state']),
  reminders: gauge('carillon_edge_reminders', 'Reminders that are to ring, when they were last counted'),
  backupAt: gauge(
    'carillon_edge_backup_timestamp_seconds',
    'When the newest whole backup was finished; 0 while there is none, absent where this deployment makes none',
  ),
  countedAt: gauge('carillon_edge_counted_timestamp_seconds', 'When users, tasks and reminders were last counted'),
} as const;

export type CountedName = keyof typeof EDGE_COUNTED;
export type GaugeName = keyof typeof EDGE_GAUGES;
