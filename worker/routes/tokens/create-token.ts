import { createApiToken } from '#application/use-cases/accounts/create-api-token.ts';
import { CreatedApiTokenSchema, NewApiTokenSchema } from '#core/account/api-token.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const createToken = endpoint(
  {
    method: 'post',
    path: '/tokens',
    operationId: 'createToken',
    summary: 'Make an API token',
    description: 'The answer is the only place that ever shows its secret. A token cannot make tokens.',
    section: 'Tokens',
    access: 'session',
    body: NewApiTokenSchema,
    answer: { status: 201, description: 'The token, and its secret.', schema: CreatedApiTokenSchema },
    problems: ['limit_reached'],
  },
  async ({ services, principal, body }) => ({
    body: await createApiToken(services.db, services.effects, principal.userId, body),
  }),
);
