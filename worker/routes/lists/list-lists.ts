import { z } from 'zod';
import { ListWithCountSchema } from '#core/query/overview.ts';
import { endpoint } from '../../contract/endpoint.ts';

const ListsSchema = z.strictObject({ lists: z.array(ListWithCountSchema) }).meta({ id: 'Lists' });

export const listLists = endpoint(
  {
    method: 'get',
    path: '/lists',
    operationId: 'listLists',
    summary: 'All lists, in order, with the number of open tasks',
    section: 'Lists',
    access: 'read',
    answer: { status: 200, description: 'The lists, archived ones included.', schema: ListsSchema },
  },
  async ({ user }) => ({ body: { lists: await user.listLists() } }),
);
