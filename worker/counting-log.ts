import { metricsBuffer } from '#application/metrics/metrics-buffer.ts';
import { METRICS_NAME } from '#application/metrics/metrics-port.ts';
import { realEffects } from '#application/real-effects.ts';
import type { Tally } from '#core/metrics/tally.ts';
import { countLogEvent } from './count-log-event.ts';
import { configurationOf } from './env.ts';
import { describeError, type Log } from './log.ts';

/** A log whose events are counted too, and brought to where the numbers are kept after the answer. */
export function countingLog(env: Env, log: Log, waitUntil: (work: Promise<unknown>) => void): Log {
  if (!configurationOf(env).areMetricsOn) return log;
  const flush = {
    port: { add: async (tally: Tally) => await env.EDGE_METRICS.getByName(METRICS_NAME).add(tally) },
    wait: realEffects.wait,
    nowMs: Date.now,
    onFailure: (error: unknown) => log.write({ event: 'metrics.incomplete', error: describeError(error).error }),
  };
  return {
    write(event) {
      log.write(event);
      const tally: Tally = {};
      countLogEvent(tally, event);
      metricsBuffer.add(tally);
      waitUntil(metricsBuffer.flushLater(flush));
    },
  };
}
