import { type BackgroundLog, errorText } from '#application/background-log.ts';
import { countBackgroundEvent } from '#application/metrics/count-background-event.ts';
import { createMetricsBuffer } from '#application/metrics/metrics-buffer.ts';
import { METRICS_NAME } from '#application/metrics/metrics-port.ts';
import type { Tally } from '#core/metrics/tally.ts';
import { consoleLog } from './console-log.ts';

export interface HubNumbers {
  /** A log whose events are counted too. */
  log: BackgroundLog;
  /** Tells how many sockets are open now. */
  noteSockets: () => void;
  /** Brings what was counted. At once: a hub that waited would be paid for while it does nothing. */
  bring: () => void;
}

/** What a hub counts. Nobody waits for it, and nothing depends on it. */
export function createHubNumbers(ctx: DurableObjectState, env: Env): HubNumbers {
  if (env.METRICS !== 'on') return { log: consoleLog, noteSockets: () => undefined, bring: () => undefined };
  const buffer = createMetricsBuffer();
  const metrics = () => env.EDGE_METRICS.getByName(METRICS_NAME);
  const onFailure = (error: unknown) => consoleLog.write({ event: 'metrics.incomplete', error: errorText(error) });
  const bring = () => {
    const port = { add: async (tally: Tally) => await metrics().add(tally) };
    ctx.waitUntil(buffer.flush({ port, onFailure }));
  };
  return {
    log: {
      write(event) {
        consoleLog.write(event);
        const tally: Tally = {};
        countBackgroundEvent(tally, event);
        buffer.add(tally);
        // Outside an alarm a hub logs only what failed, and nothing else would bring it.
        if (event.event === 'hub.turn_failed') bring();
      },
    },
    noteSockets() {
      const open = ctx.getWebSockets().filter(({ readyState }) => readyState === WebSocket.OPEN).length;
      const note = async () => await metrics().noteSockets(ctx.id.toString(), open);
      ctx.waitUntil(note().catch(onFailure));
    },
    bring,
  };
}
