import { HealthSchema } from '#core/health.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { version } from '../../version.ts';

export const health = endpoint(
  {
    method: 'get',
    path: '/health',
    operationId: 'health',
    summary: 'Whether the Worker runs',
    section: 'Service',
    access: 'public',
    answer: { status: 200, description: 'It runs.', schema: HealthSchema },
  },
  async () => ({ body: { status: 'ok' as const, version } }),
);
