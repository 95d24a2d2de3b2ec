import { z } from 'zod';
import { EmailSchema } from '#core/account/sign-in.ts';
import { AppError } from '#core/errors.ts';
import { authOf } from '../../auth/auth-of.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { publicOriginOf } from '../../links-of.ts';

const ResetLinkSchema = z.strictObject({ url: z.url() }).meta({ id: 'ResetLink' });

export const makeResetLink = endpoint(
  {
    method: 'post',
    path: '/reset-links',
    operationId: 'makeResetLink',
    summary: 'Make a link that sets a new password',
    description: 'For a person who asked for it. It works once, for an hour.',
    section: 'Operator',
    access: 'operator',
    body: z.strictObject({ email: EmailSchema }).meta({ id: 'MakeResetLink' }),
    answer: { status: 201, description: 'The link.', schema: ResetLinkSchema },
    problems: ['not_found'],
  },
  async ({ ctx, body }) => {
    let token: string | undefined;
    const onPasswordReset = (made: string) => {
      token = made;
    };
    await authOf(ctx, { onPasswordReset }).api.requestPasswordReset({ body });
    if (token === undefined) throw new AppError('not_found', 'There is no account with this address.');
    const url = new URL('/reset-password', publicOriginOf(ctx));
    url.searchParams.set('token', token);
    return { body: { url: url.href } };
  },
);
