import { type Dashboard, lines, number, percentiles } from './dashboard.ts';

/** Grows with every record, also with those that a sidecar of Dapr puts aside. */
const DEAD_LETTER_OFFSET = 'kafka_topic_partition_current_offset{topic=~".*dlq[.](task-events|reminders)"}';

const rate = (metric: string, by = '') => `sum${by === '' ? '' : ` by (${by})`} (rate(${metric}[$__rate_interval]))`;

export const pipeline: Dashboard = {
  id: 'pipeline',
  title: 'event pipeline',
  about: 'From the log of the edge over the mirror and the topics to the archive.',
  rows: [
    {
      title: 'Now',
      panels: [
        number(
          'Behind',
          's',
          'Age of the oldest event that is not in the cluster. Runbook: lag-grows.',
          'carillon:feed_lag_seconds',
        ),
        number('Archive behind', 's', 'Runbook: archive-late.', 'carillon:archive_age_seconds'),
        number(
          'Put aside',
          'short',
          'Records that the dead-letter topics got in a day, whoever put them there. Runbook: dead-letters.',
          `sum(increase(${DEAD_LETTER_OFFSET}[1d])) or sum(increase(carillon_bridge_dead_letters_total[1d]))`,
        ),
        number(
          'Restored',
          'short',
          '1: the mirror waits for a decision. Runbook: epoch-change.',
          'max(carillon_bridge_rewound)',
        ),
        number('Events in the log', 'short', 'The log keeps 90 days.', 'max(carillon_edge_log_events)'),
      ],
    },
    {
      title: 'Lag',
      panels: [
        lines(
          'Events not acknowledged',
          'short',
          'By consumer, as the edge sees it, and by mirror.',
          ['max by (consumer) (carillon_edge_feed_lag_events)', '{{consumer}}'],
          ['max(carillon_bridge_lag_events)', 'the mirror says'],
        ),
        lines(
          'Age of the oldest of them',
          's',
          'A minute is the objective.',
          ['max by (consumer) (carillon_edge_feed_lag_seconds)', '{{consumer}}'],
          ['max(carillon_bridge_lag_seconds)', 'the mirror says'],
        ),
      ],
    },
    {
      title: 'Throughput',
      panels: [
        lines('End of the log', 'short', 'Grows with every commit.', ['max(carillon_edge_feed_head)', 'seq']),
        lines('Published', 'ops', 'Records that the broker acknowledged.', [
          rate('carillon_bridge_published_total', 'topic'),
          '{{topic}}',
        ]),
        lines(
          'Batch',
          'short',
          'Large ones: it is catching up.',
          ...percentiles('carillon_bridge_batch_events', '', [0.5, 0.95]),
        ),
      ],
    },
    {
      title: 'What goes wrong',
      panels: [
        lines('Retries', 'ops', 'Tries after a failure, by what was tried.', [
          rate('carillon_bridge_retries_total', 'of'),
          '{{of}}',
        ]),
        lines(
          'Dead letters in an hour',
          'short',
          'Each is one for a person. A topic that grows by more than the program put there: sidecars did. Runbook: dead-letters.',
          ['sum by (topic) (increase(carillon_bridge_dead_letters_total[1h]))', '{{topic}} by the program'],
          [`sum by (topic) (increase(${DEAD_LETTER_OFFSET}[1h]))`, '{{topic}} in all'],
        ),
        lines(
          'What is there',
          'short',
          '0: the program lacks it, as /ready says. Runbooks: broker-down, bridge-not-ready.',
          ['min by (job, part) (carillon_bridge_part_ready)', '{{job}} {{part}}'],
        ),
      ],
    },
    {
      title: 'Archive',
      panels: [
        lines(
          'Archived',
          'ops',
          'Written, come again, and left out because their month is gone.',
          [rate('carillon_archive_events_total'), 'written'],
          [rate('carillon_archive_duplicates_total'), 'again'],
          [rate('carillon_archive_expired_total'), 'left out'],
        ),
        lines(
          'How long a batch takes',
          's',
          'Tries that failed included.',
          ...percentiles('carillon_archive_batch_seconds', '', [0.5, 0.95]),
        ),
        lines(
          'Behind',
          's',
          'When a batch was written, and what could not be written yet.',
          ['max(carillon_archive_lag_seconds)', 'last batch'],
          ['max(carillon_archive_waiting_seconds)', 'waiting'],
        ),
      ],
    },
  ],
};
