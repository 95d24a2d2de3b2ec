import { FAILURE_EVENTS } from '#core/metrics/edge-metrics.ts';
import { count, observe, type Tally } from '#core/metrics/tally.ts';
import type { BackgroundLogEvent } from '../background-log.ts';

const FAILURES: ReadonlySet<string> = new Set(FAILURE_EVENTS);

/** Numbers come from what is logged, so that log and numbers cannot tell different stories. */
export function countBackgroundEvent(tally: Tally, event: BackgroundLogEvent): void {
  if (FAILURES.has(event.event)) count(tally, 'failures', [event.event]);
  if (event.event === 'hub.rang') count(tally, 'alarms');
  if (event.event === 'timer.failed') count(tally, 'timers', [event.kind, 'put_off']);
  if (event.event === 'timer.parked') count(tally, 'timers', [event.kind, 'parked']);
  if (event.event !== 'timers.ran') return;
  count(tally, 'timers', [event.kind, 'done'], event.lateMs.length);
  if (event.kind === 'ring') for (const lateMs of event.lateMs) observe(tally, 'reminderLateness', [], lateMs / 1000);
}
