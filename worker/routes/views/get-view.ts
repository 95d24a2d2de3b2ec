import { z } from 'zod';
import { SavedViewSchema } from '#core/view/view.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { findView, ViewParamsSchema } from './view-answers.ts';

const ViewFoundSchema = z.strictObject({ view: SavedViewSchema }).meta({ id: 'ViewFound' });

export const getView = endpoint(
  {
    method: 'get',
    path: '/views/{viewId}',
    operationId: 'getView',
    summary: 'Read a saved view',
    section: 'Views',
    access: 'read',
    params: ViewParamsSchema,
    precondition: 'if-none-match',
    answer: { status: 200, description: 'The view.', schema: ViewFoundSchema },
    problems: ['not_found'],
  },
  async ({ user, params }) => {
    const view = await findView(user, params.viewId);
    return { body: { view }, version: view.version };
  },
);
