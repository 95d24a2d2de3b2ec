import { NewListSchema } from '#core/list/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { ListWrittenSchema, listWritten } from './list-answers.ts';

export const createList = endpoint(
  {
    method: 'post',
    path: '/lists',
    operationId: 'createList',
    summary: 'Add a list',
    section: 'Lists',
    access: 'write',
    body: NewListSchema,
    isIdempotent: true,
    hasLocation: true,
    answer: { status: 201, description: 'The list was added, after all others.', schema: ListWrittenSchema },
    problems: ['id_taken', 'limit_reached'],
  },
  async (call) => {
    const reply = listWritten(await executeOne(call, { type: 'list.create', ...call.body }));
    return { ...reply, location: `/api/v1/lists/${reply.body.list.id}` };
  },
);
