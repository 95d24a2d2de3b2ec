import { type Dashboard, lines, number, percentiles, stack } from './dashboard.ts';

const TRIES = 'carillon_notifier_deliveries_total';

export const notifications: Dashboard = {
  id: 'notifications',
  title: 'notifications',
  about: 'From the moment a reminder is to ring until its mail, call or toast is there.',
  rows: [
    {
      title: 'Now',
      panels: [
        number(
          'Late reminders',
          'percentunit',
          'Later than a minute, in the last hour. Runbook: reminders-late.',
          'carillon:reminders_late:ratio_rate1h',
        ),
        number(
          'Failing mails',
          'percentunit',
          'In the last hour. Runbook: notifier.',
          'carillon:mail_failing:ratio_rate1h',
        ),
        number(
          'Waiting',
          'short',
          'Mails and calls. Runbook: deliveries-waiting.',
          'max(carillon_edge_deliveries_waiting)',
        ),
        number(
          'Given up in a day',
          'short',
          'Send again: admin deliveries replay.',
          'max(carillon_edge_deliveries_failed)',
        ),
        number('Parked timers', 'short', 'Runbook: timers.', 'max(carillon_edge_timers_parked)'),
      ],
    },
    {
      title: 'Ringing',
      panels: [
        lines(
          'How late reminders ring',
          's',
          'An alarm that got lost costs up to a minute.',
          ...percentiles('carillon_edge_reminder_lateness_seconds'),
        ),
        lines('Timers due', 'short', 'Their moment has come, and they have not run. Runbook: timers-stuck.', [
          'max(carillon_edge_timers_due)',
          'due',
        ]),
        lines('Oldest of them', 's', 'Above a minute the cron does not get them going either.', [
          'max(carillon_edge_timers_oldest_seconds)',
          'oldest',
        ]),
      ],
    },
    {
      title: 'Timers',
      panels: [
        stack('Timers', 'ops', 'What ran, was put off and was parked.', [
          'sum by (kind, outcome) (rate(carillon_edge_timers_total[$__rate_interval]))',
          '{{kind}} {{outcome}}',
        ]),
        lines('Alarms', 'ops', 'Of hubs.', ['sum(rate(carillon_edge_alarms_total[$__rate_interval]))', 'alarms']),
      ],
    },
    {
      title: 'Mail and webhooks',
      panels: [
        stack('Tries', 'ops', 'By what came of them.', [
          `sum by (channel, outcome) (rate(${TRIES}[$__rate_interval]))`,
          '{{channel}} {{outcome}}',
        ]),
        stack('Claims', 'ops', 'What the edge said: granted, or why not any more.', [
          'sum by (outcome, reason) (rate(carillon_notifier_claims_total[$__rate_interval]))',
          '{{outcome}} {{reason}}',
        ]),
        lines(
          'From reminder to delivery',
          's',
          'Half a second is the rule; minutes are retries.',
          ...percentiles('carillon_notifier_reminder_to_delivery_seconds', 'channel', [0.5, 0.95]),
        ),
      ],
    },
    {
      title: 'Queue',
      panels: [
        lines(
          'Waiting',
          'short',
          'Grows while no notifier comes.',
          ['max(carillon_edge_deliveries_waiting)', 'waiting'],
          ['max(carillon_edge_deliveries_failed)', 'given up in a day'],
        ),
        lines('Claims given up', 'short', 'The edge failed at them. Runbook: claims-given-up.', [
          'sum(increase(carillon_notifier_claims_given_up_total[1h]))',
          'in an hour',
        ]),
      ],
    },
  ],
};
