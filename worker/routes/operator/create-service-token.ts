import { createServiceToken as create } from '#application/use-cases/accounts/create-service-token.ts';
import { CreatedServiceTokenSchema, NewServiceTokenSchema } from '#core/account/service-token.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const createServiceToken = endpoint(
  {
    method: 'post',
    path: '/service-tokens',
    operationId: 'createServiceToken',
    summary: 'Make a token for a program of the cluster',
    section: 'Operator',
    access: 'operator',
    body: NewServiceTokenSchema,
    answer: {
      status: 201,
      description: 'The token; its secret is shown this once.',
      schema: CreatedServiceTokenSchema,
    },
    problems: ['limit_reached'],
  },
  async ({ services: { db, effects }, body }) => ({ body: await create(db, effects, body) }),
);
