import { type Dashboard, lines, number, stack } from './dashboard.ts';

const EVENTS = 'carillon_edge_events_total';
const hourly = (type: string) => `sum(increase(${EVENTS}{type="${type}"}[1h]))`;

export const product: Dashboard = {
  id: 'product',
  title: 'product',
  about:
    'How much there is, and what people do. Totals are counted from every five minutes to once a day, by how many there are.',
  rows: [
    {
      title: 'How much there is',
      panels: [
        number('Accounts', 'short', 'As last counted.', 'max(carillon_edge_users)'),
        number('Open tasks', 'short', 'As last counted.', 'max(carillon_edge_tasks{state="open"})'),
        number('Completed tasks', 'short', 'As last counted.', 'max(carillon_edge_tasks{state="completed"})'),
        number('Reminders to ring', 'short', 'As last counted.', 'max(carillon_edge_reminders)'),
        number('Counted', 's', 'How long ago that was.', 'time() - max(carillon_edge_counted_timestamp_seconds)'),
      ],
    },
    {
      title: 'What people do',
      panels: [
        lines(
          'Tasks in an hour',
          'short',
          'Follows the day of those who use it. A cliff is an outage, or a change of ours that hides a button.',
          [hourly('task.created'), 'created'],
          [hourly('task.completed'), 'completed'],
          [hourly('task.deleted'), 'deleted'],
        ),
        lines(
          'Accounts in an hour',
          'short',
          'New ones, demo accounts too, and those that went.',
          [hourly('account.created'), 'new'],
          [hourly('account.deleted'), 'erased'],
        ),
      ],
    },
    {
      title: 'Reminders',
      panels: [
        lines(
          'Reminders in an hour',
          'short',
          'Set, rung, taken notice of and put off.',
          [hourly('reminder.scheduled'), 'set'],
          [hourly('reminder.fired'), 'rang'],
          [hourly('reminder.acknowledged'), 'noticed'],
          [hourly('reminder.snoozed'), 'snoozed'],
        ),
        stack('Everything in the log, in an hour', 'short', 'Events by type.', [
          `sum by (type) (increase(${EVENTS}[1h]))`,
          '{{type}}',
        ]),
      ],
    },
  ],
};
