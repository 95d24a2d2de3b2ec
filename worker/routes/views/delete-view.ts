import { endpoint } from '../../contract/endpoint.ts';
import { changeView, ViewParamsSchema, ViewWrittenSchema } from './view-answers.ts';

export const deleteView = endpoint(
  {
    method: 'delete',
    path: '/views/{viewId}',
    operationId: 'deleteView',
    summary: 'Delete a saved view',
    description: 'What it finds stays as it is.',
    section: 'Views',
    access: 'write',
    params: ViewParamsSchema,
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The view as it is now.', schema: ViewWrittenSchema },
    problems: ['not_found'],
  },
  (call) => changeView(call, { type: 'view.delete', viewId: call.params.viewId }),
);
