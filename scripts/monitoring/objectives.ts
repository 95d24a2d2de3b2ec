/** What is promised of a stream of things that go well or badly, or of a state that is well or bad at a time. */
export interface Objective {
  /** In the names of the recorded ratios: `carillon:<name>:ratio_rate5m`. */
  readonly name: string;
  readonly alert: string;
  /** Of a month, which part goes well. */
  readonly target: number;
  readonly summary: string;
  /** The file in docs/runbooks. */
  readonly runbook: string;
  /** The bad part in a window, from 0 to 1. */
  readonly ratio: (window: string) => string;
  /** When nobody is woken all the same: of three mails one failure says nothing. */
  readonly unless?: (window: string) => string;
}

/** Recorded, because a window of days is too much to compute at each look. */
export const LATE_STATES: readonly { readonly record: string; readonly expr: string }[] = [
  {
    // The edge knows how far the mirror is even when there is none; while nobody can ask the edge, the mirror knows.
    record: 'carillon:feed_lag_seconds',
    expr: 'max(carillon_edge_feed_lag_seconds{consumer="mirror"}) or max(carillon_bridge_lag_seconds)',
  },
  { record: 'carillon:feed_late', expr: 'carillon:feed_lag_seconds > bool 60' },
  {
    // Behind what was published, or with a batch at hand that cannot be written: whichever is worse.
    record: 'carillon:archive_age_seconds',
    expr: [
      'max(',
      '  label_replace(max(carillon_archive_waiting_seconds), "by", "waiting", "", "")',
      '  or label_replace(clamp_min(',
      '    max(carillon_bridge_newest_event_timestamp_seconds > 0) - max(carillon_archive_newest_event_timestamp_seconds > 0),',
      '    0), "by", "behind", "", "")',
      ')',
    ].join('\n'),
  },
  { record: 'carillon:archive_late', expr: 'carillon:archive_age_seconds > bool 300' },
];

const REQUESTS = 'carillon_edge_request_duration_seconds_count';
const LATENESS = 'carillon_edge_reminder_lateness_seconds';
const MAILS = 'carillon_notifier_deliveries_total{channel="email"';

export const OBJECTIVES: readonly Objective[] = [
  {
    name: 'edge_errors',
    alert: 'CarillonEdgeErrors',
    target: 0.999,
    summary: 'Of 1,000 requests to the edge 999 are answered without a failure of ours.',
    runbook: 'edge-errors',
    ratio: (window) =>
      `(sum(rate(${REQUESTS}{status="5xx"}[${window}])) or vector(0)) / sum(rate(${REQUESTS}[${window}]))`,
    unless: (window) => `sum(increase(${REQUESTS}{status="5xx"}[${window}])) < 5`,
  },
  {
    name: 'reminders_late',
    alert: 'CarillonRemindersLate',
    target: 0.999,
    summary: 'Of 1,000 reminders 999 ring within a minute of their time.',
    runbook: 'reminders-late',
    ratio: (window) =>
      `1 - sum(rate(${LATENESS}_bucket{le="60"}[${window}])) / sum(rate(${LATENESS}_count[${window}]))`,
    unless: (window) =>
      `sum(increase(${LATENESS}_count[${window}])) - sum(increase(${LATENESS}_bucket{le="60"}[${window}])) < 3`,
  },
  {
    name: 'feed_late',
    alert: 'CarillonFeedLate',
    target: 0.999,
    summary: 'What happens at the edge is in the cluster within a minute, 99.9 % of the time.',
    runbook: 'lag-grows',
    ratio: (window) => `avg_over_time(carillon:feed_late[${window}])`,
  },
  {
    name: 'mail_failing',
    alert: 'CarillonMailFailing',
    target: 0.99,
    summary: 'Of 100 tries to send a mail 99 are taken or refused for good reason.',
    runbook: 'notifier',
    ratio: (window) =>
      `(sum(rate(${MAILS},outcome="failed"}[${window}])) or vector(0)) / sum(rate(${MAILS}}[${window}]))`,
    unless: (window) => `sum(increase(${MAILS},outcome="failed"}[${window}])) < 3`,
  },
  {
    name: 'archive_late',
    alert: 'CarillonArchiveLate',
    target: 0.995,
    summary: 'An event is in the archive within five minutes, 99.5 % of the time.',
    runbook: 'archive-late',
    ratio: (window) => `avg_over_time(carillon:archive_late[${window}])`,
  },
];
