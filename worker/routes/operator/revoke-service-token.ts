import { z } from 'zod';
import { revokeServiceToken as revoke } from '#application/use-cases/accounts/revoke-service-token.ts';
import { ServiceTokenIdSchema } from '#core/ids.ts';
import { endpoint } from '../../contract/endpoint.ts';

const RevokedSchema = z.strictObject({ revoked: ServiceTokenIdSchema }).meta({ id: 'ServiceTokenRevoked' });

export const revokeServiceToken = endpoint(
  {
    method: 'post',
    path: '/service-tokens/{tokenId}/revoke',
    operationId: 'revokeServiceToken',
    summary: 'Revoke a token of a program',
    description: 'Its next request is refused, and its bell is closed. Doing it again changes nothing.',
    section: 'Operator',
    access: 'operator',
    params: z.strictObject({ tokenId: ServiceTokenIdSchema }),
    answer: { status: 200, description: 'It is revoked.', schema: RevokedSchema },
    problems: ['not_found'],
  },
  async ({ services, params: { tokenId } }) => {
    await revoke(services, tokenId);
    return { body: { revoked: tokenId } };
  },
);
