import { reportMessage } from '#application/use-cases/notifier/report-message.ts';
import { ReportAnswerSchema, ReportRequestSchema } from '#core/delivery/notifier-protocol.ts';
import { endpoint } from '../../../contract/endpoint.ts';

export const reportDelivery = endpoint(
  {
    method: 'post',
    path: '/deliveries/report',
    operationId: 'reportDelivery',
    summary: 'Report what came of a message that was claimed',
    description: 'The same report again changes nothing and is answered the same. When it is tried again the log says.',
    section: 'Feed',
    access: 'service:deliveries',
    body: ReportRequestSchema,
    answer: { status: 200, description: 'What the ledger says of it now.', schema: ReportAnswerSchema },
    problems: ['not_found', 'claim_lost', 'conflict'],
  },
  async ({ services, body }) => ({ body: await reportMessage(services, body) }),
);
