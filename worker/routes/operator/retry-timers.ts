import { retryTimers as retry } from '#application/use-cases/hub/retry-timers.ts';
import { RetryTimersSchema, TimersRetriedSchema } from '#core/query/timers-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const retryTimers = endpoint(
  {
    method: 'post',
    path: '/timers/retry',
    operationId: 'retryTimers',
    summary: 'Let parked timers run again',
    description: 'All of them, or those of a user, a kind, a ref. They run at once and have all their tries again.',
    section: 'Operator',
    access: 'operator',
    body: RetryTimersSchema,
    answer: { status: 200, description: 'How many, and how their hubs took it.', schema: TimersRetriedSchema },
  },
  async ({ services, body }) => ({ body: await retry(services, body) }),
);
