import { NewViewSchema } from '#core/view/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { ViewWrittenSchema, viewWritten } from './view-answers.ts';

export const createView = endpoint(
  {
    method: 'post',
    path: '/views',
    operationId: 'createView',
    summary: 'Keep a query under a name',
    section: 'Views',
    access: 'write',
    body: NewViewSchema,
    isIdempotent: true,
    hasLocation: true,
    answer: { status: 201, description: 'The view was saved.', schema: ViewWrittenSchema },
    problems: ['id_taken', 'limit_reached'],
  },
  async (call) => {
    const reply = viewWritten(await executeOne(call, { type: 'view.create', ...call.body }));
    return { ...reply, location: `/api/v1/views/${reply.body.view.id}` };
  },
);
