import { expect, it } from 'vitest';
import { renderMetrics } from '#core/metrics/render-metrics.ts';
import type { Tally } from '#core/metrics/tally.ts';
import { countLogEvent } from './count-log-event.ts';
import type { LogEvent } from './log.ts';

const served: Extract<LogEvent, { event: 'request.served' }> = {
  event: 'request.served',
  requestId: 'req_1',
  traceId: null,
  clientRequestId: null,
  method: 'GET',
  route: '/api/v1/tasks/:id',
  status: 404,
  code: 'not_found',
  userId: null,
  serviceId: null,
  durationMs: 7,
  database: null,
};

function textOf(...events: LogEvent[]): string {
  const tally: Tally = {};
  for (const event of events) countLogEvent(tally, event);
  return renderMetrics(tally, {});
}

it('OB5 a request is counted by the pattern of its route, its answer and its code', () => {
  const text = textOf(served);
  expect(text).toContain('_count{route="/api/v1/tasks/:id",method="GET",status="4xx"} 1\n');
  expect(text).toContain('carillon_edge_problems_total{route="/api/v1/tasks/:id",code="not_found"} 1\n');
});

it('OB5 nobody makes series at will: neither with methods of their own nor with addresses', () => {
  const events = Array.from({ length: 50 }, (_, at) => ({ ...served, route: null, method: `M${at}` }));
  expect(textOf(...events)).toContain('_count{route="page",method="other",status="4xx"} 50\n');
});

it('OB5 what failed behind an answer is counted under its name in the log', () => {
  const text = textOf(
    { event: 'nudge.failed', userId: 'usr_1', error: 'x' },
    { event: 'hub.turn_failed', userId: 'usr_1', error: 'x' },
    { event: 'timer.parked', userId: 'usr_1', kind: 'ring', attempts: 10, error: 'x' },
  );
  expect(text).toContain('carillon_edge_failures_total{event="hub.turn_failed"} 1\n');
  expect(text).toContain('carillon_edge_failures_total{event="nudge.failed"} 1\n');
  expect(text).toContain('carillon_edge_timers_total{kind="ring",outcome="parked"} 1\n');
  expect(text).not.toContain('usr_1');
});

it('OB6 how late reminders rang is told apart from other timers', () => {
  const text = textOf(
    { event: 'timers.ran', userId: 'usr_1', kind: 'ring', lateMs: [40, 700, 61_000] },
    { event: 'timers.ran', userId: 'usr_1', kind: 'push', lateMs: [90_000] },
  );
  expect(text).toContain('carillon_edge_reminder_lateness_seconds_bucket{le="0.1"} 1\n');
  expect(text).toContain('carillon_edge_reminder_lateness_seconds_bucket{le="60"} 2\n');
  expect(text).toContain('carillon_edge_reminder_lateness_seconds_count 3\n');
  expect(text).toContain('carillon_edge_timers_total{kind="push",outcome="done"} 1\n');
});
