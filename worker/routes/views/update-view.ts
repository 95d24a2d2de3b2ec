import { ViewPatchSchema } from '#core/view/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeView, ViewParamsSchema, ViewWrittenSchema } from './view-answers.ts';

export const updateView = endpoint(
  {
    method: 'patch',
    path: '/views/{viewId}',
    operationId: 'updateView',
    summary: 'Change the name, query or order of a saved view',
    section: 'Views',
    access: 'write',
    params: ViewParamsSchema,
    body: ViewPatchSchema,
    bodyMediaTypes: ['application/json', 'application/merge-patch+json'],
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The view as it is now.', schema: ViewWrittenSchema },
    problems: ['not_found'],
  },
  (call) => changeView(call, { type: 'view.update', viewId: call.params.viewId, patch: call.body }),
);
