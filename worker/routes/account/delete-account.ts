import { z } from 'zod';
import { closeSockets } from '#application/use-cases/accounts/close-sockets.ts';
import { eraseAccount } from '#application/use-cases/accounts/erase-account.ts';
import { findPasswordHash } from '#application/use-cases/accounts/find-password-hash.ts';
import { PasswordSchema } from '#core/account/sign-in.ts';
import { AppError } from '#core/errors.ts';
import { toEpochMs } from '#core/instant.ts';
import { addCookies } from '../../auth/add-cookies.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { verifyPassword } from '../../auth/password-hash.ts';
import { signedOutCookie } from '../../auth/session-cookie.ts';
import { endpoint } from '../../contract/endpoint.ts';

const DeleteAccountSchema = z
  .strictObject({
    confirm: z.literal(true).meta({ description: 'Says that everything may go, for good.' }),
    password: PasswordSchema.optional().meta({
      description: 'Needed unless this is a throw-away account, which has none.',
    }),
  })
  .meta({ id: 'DeleteAccount' });

export const deleteAccount = endpoint(
  {
    method: 'delete',
    path: '/account',
    operationId: 'deleteAccount',
    summary: 'Delete the account',
    description:
      'When this answers nobody can sign in any more and every token is refused. All data and its history are erased at once; what is too much for one request follows within minutes.',
    section: 'Account',
    access: 'session',
    body: DeleteAccountSchema,
    answer: { status: 204, description: 'The account is gone.' },
  },
  async ({ ctx, services, principal: { userId }, body }) => {
    const { db, effects, hub, configuration, runInBackground } = services;
    const hash = await findPasswordHash(db, userId);
    if (hash !== null) {
      await limitTries(ctx, 'own-password', userId);
      const isRight = body.password !== undefined && (await verifyPassword({ hash, password: body.password }));
      if (!isRight) {
        const errors = [{ path: 'password', message: body.password === undefined ? 'is needed' : 'is not right' }];
        throw new AppError('validation_failed', 'Deleting the account takes its password.', { errors });
      }
    }
    const erasure = await eraseAccount(db, toEpochMs(effects.now()), userId);
    // The account is closed: whatever fails from here on, its timer repeats.
    await closeSockets({ db, effects, hub }, userId, 'all');
    if (erasure !== 'unfinished') runInBackground('erase-hub', () => hub.erase(userId));
    addCookies(ctx, await signedOutCookie(ctx.req.url, configuration.authSecret));
    return { body: null };
  },
);
