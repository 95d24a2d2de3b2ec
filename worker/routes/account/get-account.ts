import { getAccount as findAccount } from '#application/use-cases/accounts/get-account.ts';
import { AccountSchema } from '#core/account/account.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const getAccount = endpoint(
  {
    method: 'get',
    path: '/account',
    operationId: 'getAccount',
    summary: 'Whose account this is',
    section: 'Account',
    access: 'read',
    answer: { status: 200, description: 'The account.', schema: AccountSchema },
    problems: ['not_found'],
  },
  async ({ services, principal }) => ({ body: await findAccount(services.db, principal.userId) }),
);
