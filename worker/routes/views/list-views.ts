import { z } from 'zod';
import { SavedViewSchema } from '#core/view/view.ts';
import { endpoint } from '../../contract/endpoint.ts';

const ViewsSchema = z.strictObject({ views: z.array(SavedViewSchema) }).meta({ id: 'Views' });

export const listViews = endpoint(
  {
    method: 'get',
    path: '/views',
    operationId: 'listViews',
    summary: 'All saved views, in their order',
    section: 'Views',
    access: 'read',
    answer: { status: 200, description: 'The views.', schema: ViewsSchema },
  },
  async ({ user }) => ({ body: { views: await user.listViews() } }),
);
