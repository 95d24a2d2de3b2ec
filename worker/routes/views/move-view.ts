import { MoveViewSchema } from '#core/view/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { changeView, ViewParamsSchema, ViewWrittenSchema } from './view-answers.ts';

export const moveView = endpoint(
  {
    method: 'post',
    path: '/views/{viewId}/move',
    operationId: 'moveView',
    summary: 'Place a saved view after another one',
    description: '`after: null` is the very start.',
    section: 'Views',
    access: 'write',
    params: ViewParamsSchema,
    body: MoveViewSchema.pick({ after: true }),
    isIdempotent: true,
    precondition: 'if-match',
    answer: { status: 200, description: 'The view as it is now.', schema: ViewWrittenSchema },
    problems: ['not_found'],
  },
  (call) => changeView(call, { type: 'view.move', viewId: call.params.viewId, ...call.body }),
);
