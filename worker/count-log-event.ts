import { countBackgroundEvent } from '#application/metrics/count-background-event.ts';
import type { FAILURE_EVENTS } from '#core/metrics/edge-metrics.ts';
import { count, observe, type Tally } from '#core/metrics/tally.ts';
import type { LogEvent } from './log.ts';

/** What a client may call its method: whatever else it says is one of "other", so that nobody makes series at will. */
const METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS']);

/** Numbers come from what is logged, so that log and numbers cannot tell different stories. */
export function countLogEvent(tally: Tally, event: LogEvent): void {
  switch (event.event) {
    case 'request.served': {
      const { route, status, code, durationMs, database } = event;
      const method = METHODS.has(event.method) ? event.method : 'other';
      const labels = [route ?? 'page', method, `${Math.floor(status / 100)}xx`];
      observe(tally, 'requests', labels, durationMs / 1000);
      if (code !== null) count(tally, 'problems', [route ?? 'page', code]);
      if (database === null) return;
      count(tally, 'databaseRows', ['read'], database.rowsRead);
      count(tally, 'databaseRows', ['written'], database.rowsWritten);
      return;
    }
    case 'request.broke':
    case 'readiness.failed':
    case 'nudge.failed':
    case 'ring.failed':
    case 'background.failed':
      count(tally, 'failures', [event.event satisfies (typeof FAILURE_EVENTS)[number]]);
      return;
    case 'trace.refused':
      return;
    default:
      countBackgroundEvent(tally, event);
  }
}
