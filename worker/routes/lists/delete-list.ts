import { endpoint } from '../../contract/endpoint.ts';
import { changeList } from './change-list.ts';
import { ListParamsSchema, ListWrittenSchema } from './list-answers.ts';

export const deleteList = endpoint(
  {
    method: 'delete',
    path: '/lists/{listId}',
    operationId: 'deleteList',
    summary: 'Delete an empty list',
    description:
      'A list that still holds tasks outside the trash is refused: move or delete them first, or archive the list.',
    section: 'Lists',
    access: 'write',
    params: ListParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The list as it is now.', schema: ListWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeList(call, { type: 'list.delete', listId: call.params.listId }),
);
