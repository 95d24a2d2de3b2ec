import { z } from 'zod';
import { listApiTokens } from '#application/use-cases/accounts/list-api-tokens.ts';
import { ApiTokenSchema } from '#core/account/api-token.ts';
import { endpoint } from '../../contract/endpoint.ts';

const TokensSchema = z.strictObject({ tokens: z.array(ApiTokenSchema) }).meta({ id: 'Tokens' });

export const listTokens = endpoint(
  {
    method: 'get',
    path: '/tokens',
    operationId: 'listTokens',
    summary: 'List the API tokens',
    section: 'Tokens',
    access: 'session',
    answer: { status: 200, description: 'Those that are not revoked, newest first.', schema: TokensSchema },
  },
  async ({ services, principal }) => ({ body: { tokens: await listApiTokens(services.db, principal.userId) } }),
);
