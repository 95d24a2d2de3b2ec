import { type Dashboard, lines, number, percentiles, stack } from './dashboard.ts';

const REQUESTS = 'carillon_edge_request_duration_seconds';

export const runtime: Dashboard = {
  id: 'runtime',
  title: 'runtime',
  about: 'The programs themselves: requests and database of the edge, processes of the bridge.',
  rows: [
    {
      title: 'Edge',
      panels: [
        number(
          'Failing requests',
          'percentunit',
          'In the last hour. Runbook: edge-errors.',
          'carillon:edge_errors:ratio_rate1h',
        ),
        number('Requests', 'reqps', '', `sum(rate(${REQUESTS}_count[5m]))`),
        number(
          'Database',
          'bytes',
          'D1 takes no more than 10 GB. Runbook: edge-database-full.',
          'max(carillon_edge_database_bytes)',
        ),
        number(
          'Database answers',
          'short',
          '0: it does not. Runbook: edge-database-down.',
          'min(carillon_edge_database_up)',
        ),
        number(
          'Last backup',
          's',
          'How long ago it was finished; more than 26 hours is too long. Runbook: backups.',
          'time() - max(carillon_edge_backup_timestamp_seconds > 0)',
        ),
        number('Versions of the edge', 'short', '', 'count(count by (version) (carillon_edge_info))'),
      ],
    },
    {
      title: 'Requests',
      panels: [
        stack('By answer', 'reqps', '', [`sum by (status) (rate(${REQUESTS}_count[$__rate_interval]))`, '{{status}}']),
        lines('How long', 's', 'Live connections left out.', ...percentiles(`${REQUESTS}{status!="1xx"}`)),
        lines('Slowest routes, p95', 's', '', [
          `topk(5, histogram_quantile(0.95, sum by (le, route) (rate(${REQUESTS}_bucket{status!="1xx"}[$__rate_interval]))))`,
          '{{route}}',
        ]),
      ],
    },
    {
      title: 'What goes wrong, and what it costs',
      panels: [
        stack('Problems', 'ops', 'By their code.', [
          'sum by (code) (rate(carillon_edge_problems_total[$__rate_interval]))',
          '{{code}}',
        ]),
        lines('Failures behind the answers', 'short', 'In an hour, by their name in the log.', [
          'sum by (event) (increase(carillon_edge_failures_total[1h]))',
          '{{event}}',
        ]),
        lines('Rows of D1', 'ops', 'What the database is paid by.', [
          'sum by (direction) (rate(carillon_edge_database_rows_total[$__rate_interval]))',
          '{{direction}}',
        ]),
      ],
    },
    {
      title: 'Bridge',
      panels: [
        lines('Processor', 'percentunit', 'Of one core.', [
          'sum by (job) (rate(process_cpu_seconds_total{job!="carillon-edge"}[$__rate_interval]))',
          '{{job}}',
        ]),
        lines(
          'Memory',
          'bytes',
          '',
          ['max by (job) (process_resident_memory_bytes)', '{{job}}'],
          ['max by (job) (nodejs_heap_size_used_bytes)', '{{job}} heap'],
        ),
        lines('Event loop', 's', 'How long it does not get to anything else.', [
          'max by (job) (nodejs_eventloop_lag_p99_seconds)',
          '{{job}} p99',
        ]),
      ],
    },
    {
      title: 'Bridge, inside',
      panels: [
        lines('Garbage collection', 's', 'Seconds in a second.', [
          'sum by (job, kind) (rate(nodejs_gc_duration_seconds_sum[$__rate_interval]))',
          '{{job}} {{kind}}',
        ]),
        lines('Open files', 'short', '', ['max by (job) (process_open_fds)', '{{job}}']),
        lines('Versions', 'short', 'Two while one replaces the other.', [
          'count by (job, version) (carillon_bridge_info)',
          '{{job}} {{version}}',
        ]),
      ],
    },
  ],
};
