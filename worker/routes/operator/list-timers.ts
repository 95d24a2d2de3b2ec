import { listTroubledTimers } from '#application/db/queries/list-troubled-timers.ts';
import { toEpochMs } from '#core/instant.ts';
import { TroubledTimersQuerySchema, TroubledTimersSchema } from '#core/query/timers-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

/** An alarm may be this late, or a hub this busy, without anything being wrong. */
const OVERDUE_AFTER_MS = 5000;

export const listTimers = endpoint(
  {
    method: 'get',
    path: '/timers',
    operationId: 'listTimers',
    summary: 'Timers that are parked or overdue',
    description: 'Parked ones failed too often and wait for `retry`; overdue ones should have run by now.',
    section: 'Operator',
    access: 'operator',
    query: TroubledTimersQuerySchema,
    answer: { status: 200, description: 'The timers, parked ones first.', schema: TroubledTimersSchema },
  },
  async ({ services: { db, effects }, query }) => ({
    body: await listTroubledTimers(db, query, toEpochMs(effects.now()) - OVERDUE_AFTER_MS),
  }),
);
