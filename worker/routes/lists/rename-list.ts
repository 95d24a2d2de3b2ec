import { RenameListSchema } from '#core/list/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeList } from './change-list.ts';
import { ListParamsSchema, ListWrittenSchema } from './list-answers.ts';

export const renameList = endpoint(
  {
    method: 'patch',
    path: '/lists/{listId}',
    operationId: 'renameList',
    summary: 'Rename a list',
    section: 'Lists',
    access: 'write',
    params: ListParamsSchema,
    body: RenameListSchema.pick({ name: true }),
    bodyMediaTypes: ['application/json', 'application/merge-patch+json'],
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The list as it is now.', schema: ListWrittenSchema },
    problems: ['not_found', 'invalid_state'],
  },
  (call) => changeList(call, { type: 'list.rename', listId: call.params.listId, ...call.body }),
);
