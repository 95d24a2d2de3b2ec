import { rearmHubs as rearm } from '#application/use-cases/hub/rearm-hubs.ts';
import { HubsRearmedSchema, RearmHubsSchema } from '#core/query/timers-query.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const rearmHubs = endpoint(
  {
    method: 'post',
    path: '/timers/rearm',
    operationId: 'rearmHubs',
    summary: 'Wake the hubs of users with overdue timers',
    description: 'What the watchdog does each minute, now. Changes nothing for timers that are well.',
    section: 'Operator',
    access: 'operator',
    body: RearmHubsSchema,
    answer: { status: 200, description: 'How the hubs took it.', schema: HubsRearmedSchema },
  },
  async ({ services, body }) => ({ body: await rearm(services, body.user) }),
);
