import { PlanViewSchema } from '#core/plan/plan.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { PlanParamsSchema } from './plan-params.ts';

export const getPlan = endpoint(
  {
    method: 'get',
    path: '/plans/{planId}',
    operationId: 'getPlan',
    summary: 'Look at a plan',
    description: 'What a tool call would do: the exact changes, and whether a person has to confirm them.',
    section: 'Plans',
    access: 'read',
    params: PlanParamsSchema,
    answer: { status: 200, description: 'The plan.', schema: PlanViewSchema },
    problems: ['not_found'],
  },
  async ({ services, principal, params }) => ({ body: await services.plansFor(principal).getPlan(params.planId) }),
);
