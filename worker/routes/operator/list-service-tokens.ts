import { listServiceTokens as list } from '#application/use-cases/accounts/list-service-tokens.ts';
import { ServiceTokensSchema } from '#core/account/service-token.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const listServiceTokens = endpoint(
  {
    method: 'get',
    path: '/service-tokens',
    operationId: 'listServiceTokens',
    summary: 'The tokens of programs of the cluster',
    section: 'Operator',
    access: 'operator',
    answer: { status: 200, description: 'Newest first, those that were revoked last.', schema: ServiceTokensSchema },
  },
  async ({ services: { db } }) => ({ body: { tokens: await list(db) } }),
);
