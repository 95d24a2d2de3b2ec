import { z } from 'zod';
import { METRICS_NAME } from '#application/metrics/metrics-port.ts';
import { METRICS_CONTENT_TYPE } from '#core/metrics/render-metrics.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { limitRate } from '../../middleware/rate-limit/limit-rate.ts';
import { withTimeout } from '../../with-timeout.ts';

const TIMEOUT_MS = 10_000;

export const metrics = endpoint(
  {
    method: 'get',
    path: '/metrics',
    operationId: 'readMetrics',
    summary: 'The numbers of the edge',
    description:
      'In the text format of Prometheus. Numbers of everything and of nobody: no user, no address, no text that somebody wrote.',
    section: 'Service',
    access: 'service:metrics',
    answer: { status: 200, description: 'Every number there is.', schema: z.string(), mediaType: 'text/plain' },
  },
  async ({ ctx, service }) => {
    // Each look asks the database a little: whoever looks again and again is braked like a user.
    await limitRate(ctx, service.tokenId);
    const store = ctx.env.EDGE_METRICS.getByName(METRICS_NAME);
    const text = await withTimeout(store.read(), TIMEOUT_MS, 'The numbers');
    return { response: ctx.body(text, 200, { 'Content-Type': METRICS_CONTENT_TYPE, 'Cache-Control': 'no-store' }) };
  },
);
