import { MoveListSchema } from '#core/list/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeList } from './change-list.ts';
import { ListParamsSchema, ListWrittenSchema } from './list-answers.ts';

export const moveList = endpoint(
  {
    method: 'post',
    path: '/lists/{listId}/move',
    operationId: 'moveList',
    summary: 'Place a list after another one',
    description: '`after: null` is the very start; the Inbox always stands before all others.',
    section: 'Lists',
    access: 'write',
    params: ListParamsSchema,
    body: MoveListSchema.pick({ after: true }),
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The list as it is now.', schema: ListWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeList(call, { type: 'list.move', listId: call.params.listId, ...call.body }),
);
