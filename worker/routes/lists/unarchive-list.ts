import { endpoint } from '../../contract/endpoint.ts';
import { changeList } from './change-list.ts';
import { ListParamsSchema, ListWrittenSchema } from './list-answers.ts';

export const unarchiveList = endpoint(
  {
    method: 'post',
    path: '/lists/{listId}/unarchive',
    operationId: 'unarchiveList',
    summary: 'Bring an archived list back',
    description: 'It stands where it stood.',
    section: 'Lists',
    access: 'write',
    params: ListParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The list as it is now.', schema: ListWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeList(call, { type: 'list.unarchive', listId: call.params.listId }),
);
