import { type Dashboard, lines, number } from './dashboard.ts';

const REQUESTS = 'carillon_edge_request_duration_seconds_count';

export const live: Dashboard = {
  id: 'live',
  title: 'live connections',
  about: 'The open windows of people, and the programs that listen to the feed.',
  rows: [
    {
      title: 'Now',
      panels: [
        number(
          'Open connections',
          'short',
          'A deployment drops all; they come back within seconds.',
          'max(carillon_edge_live_sockets)',
        ),
        number('People connected', 'short', 'With at least one window.', 'max(carillon_edge_live_hubs)'),
        number(
          'Windows a person',
          'short',
          '',
          'max(carillon_edge_live_sockets) / clamp_min(max(carillon_edge_live_hubs), 1)',
        ),
        number(
          'Programs at the bell',
          'short',
          '0: mirrors poll, and are a second later.',
          'max(carillon_edge_feed_listeners)',
        ),
      ],
    },
    {
      title: 'Coming and going',
      panels: [
        lines(
          'Connections',
          'short',
          'Follows the day.',
          ['max(carillon_edge_live_sockets)', 'connections'],
          ['max(carillon_edge_live_hubs)', 'people'],
        ),
        lines('Opened', 'ops', 'High while the number of connections stands still: they break, or are refused.', [
          `sum by (route) (rate(${REQUESTS}{status="1xx"}[$__rate_interval]))`,
          '{{route}}',
        ]),
      ],
    },
    {
      title: 'What goes wrong',
      panels: [
        lines('Hubs that failed', 'short', 'In an hour; each is tried again by its alarm. Runbook: edge-failures.', [
          'sum(increase(carillon_edge_failures_total{event="hub.turn_failed"}[1h]))',
          'turns',
        ]),
        lines('Hints that got lost', 'short', 'In an hour; each costs at most a minute.', [
          'sum by (event) (increase(carillon_edge_failures_total{event=~"nudge.failed|ring.failed"}[1h]))',
          '{{event}}',
        ]),
        lines('Alarms', 'ops', 'Of hubs.', ['sum(rate(carillon_edge_alarms_total[$__rate_interval]))', 'alarms']),
      ],
    },
  ],
};
