import { getAccount } from '#application/use-cases/accounts/get-account.ts';
import { updateAccount as changeAccount } from '#application/use-cases/accounts/update-account.ts';
import { AccountPatchSchema, AccountSchema } from '#core/account/account.ts';
import { endpoint } from '../../contract/endpoint.ts';

export const updateAccount = endpoint(
  {
    method: 'patch',
    path: '/account',
    operationId: 'updateAccount',
    summary: 'Change your name',
    description: 'The email address and the password are changed elsewhere, because both can lock a person out.',
    section: 'Account',
    access: 'session',
    body: AccountPatchSchema,
    bodyMediaTypes: ['application/json', 'application/merge-patch+json'],
    answer: { status: 200, description: 'The account as it is now.', schema: AccountSchema },
    problems: ['not_found'],
  },
  async ({ services: { db, effects }, principal: { userId }, body }) => {
    await changeAccount(db, effects.now(), userId, body);
    return { body: await getAccount(db, userId) };
  },
);
