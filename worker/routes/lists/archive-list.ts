import { endpoint } from '../../contract/endpoint.ts';
import { changeList } from './change-list.ts';
import { ListParamsSchema, ListWrittenSchema } from './list-answers.ts';

export const archiveList = endpoint(
  {
    method: 'post',
    path: '/lists/{listId}/archive',
    operationId: 'archiveList',
    summary: 'Archive a list',
    description: 'Hides it; its tasks stay as they are.',
    section: 'Lists',
    access: 'write',
    params: ListParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The list as it is now.', schema: ListWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeList(call, { type: 'list.archive', listId: call.params.listId }),
);
