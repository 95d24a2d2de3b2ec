import { z } from 'zod';
import { createDemoAccount } from '#application/use-cases/accounts/create-demo-account.ts';
import { AppError } from '#core/errors.ts';
import { LocaleSchema } from '#core/settings/settings.ts';
import { TimeZoneSchema } from '#core/time/zone.ts';
import { addCookies } from '../../auth/add-cookies.ts';
import { zoneOf } from '../../auth/auth-of.ts';
import { limitTries } from '../../auth/limit-tries.ts';
import { refuseForeignPage } from '../../auth/refuse-foreign-page.ts';
import { signedInCookie } from '../../auth/session-cookie.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { SignedInSchema, signedIn } from '../auth/signed-in.ts';

const StartDemoSchema = z
  .strictObject({ zone: TimeZoneSchema.optional(), locale: LocaleSchema.optional() })
  .meta({ id: 'StartDemo' });

export const startDemo = endpoint(
  {
    method: 'post',
    path: '/demo',
    operationId: 'startDemo',
    summary: 'Try it: make a throw-away account, and sign in to it',
    description: 'It is filled with a believable week, belongs to nobody else, and is erased after 30 days.',
    section: 'Account',
    access: 'public',
    body: StartDemoSchema,
    answer: { status: 201, description: 'Signed in; the cookie is the session.', schema: SignedInSchema },
    problems: ['not_found', 'foreign_origin', 'rate_limited', 'unavailable'],
  },
  async ({ ctx, body, services: { db, effects, configuration } }) => {
    if (!configuration.isDemoOn) throw new AppError('not_found', 'There is no demo here.');
    refuseForeignPage(ctx.req.raw);
    await limitTries(ctx, 'demo');
    const demo = await createDemoAccount(db, effects, {
      zone: body.zone ?? zoneOf(ctx.req.raw),
      locale: body.locale ?? 'en',
      userAgent: (ctx.req.header('user-agent') ?? '').slice(0, 500),
      ipAddress: ctx.req.header('cf-connecting-ip') ?? '',
    });
    addCookies(ctx, await signedInCookie(ctx.req.url, configuration.authSecret, demo.sessionToken));
    return { body: signedIn({ id: demo.userId, name: demo.name, email: demo.email }) };
  },
);
