import { z } from 'zod';
import { ListWithCountSchema } from '#core/query/overview.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { findList } from './find-list.ts';
import { ListParamsSchema } from './list-answers.ts';

const ListFoundSchema = z.strictObject({ list: ListWithCountSchema }).meta({ id: 'ListFound' });

/** Without an ETag to revalidate by: the number of open tasks moves without the version of the list. */
export const getList = endpoint(
  {
    method: 'get',
    path: '/lists/{listId}',
    operationId: 'getList',
    summary: 'Read a list',
    section: 'Lists',
    access: 'read',
    params: ListParamsSchema,
    answer: { status: 200, description: 'The list.', schema: ListFoundSchema },
    problems: ['not_found'],
  },
  async ({ user, params }) => ({ body: { list: await findList(user, params.listId) } }),
);
