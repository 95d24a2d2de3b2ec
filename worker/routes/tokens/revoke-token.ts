import { z } from 'zod';
import { revokeApiToken } from '#application/use-cases/accounts/revoke-api-token.ts';
import { TokenIdSchema } from '#core/ids.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const revokeToken = endpoint(
  {
    method: 'delete',
    path: '/tokens/{tokenId}',
    operationId: 'revokeToken',
    summary: 'Revoke an API token',
    description: 'The next request that brings it is refused; its live connections are closed when this answers.',
    section: 'Tokens',
    access: 'session',
    params: z.strictObject({ tokenId: TokenIdSchema }),
    answer: { status: 204, description: 'Revoked.' },
    problems: ['not_found'],
  },
  async ({ services, principal, params }) => {
    await revokeApiToken(services, principal.userId, params.tokenId);
    return { body: null };
  },
);
