import { toEpochMs } from '#core/instant.ts';
import { sessions, users } from '../../db/account-schema.ts';
import type { Database } from '../../db/database.ts';
import type { Effects } from '../../effects.ts';
import { planErasure } from './erase-account.ts';
import { randomDigits } from './random-digits.ts';
import { seedDemo } from './seed-demo.ts';
import { SESSION_LIFETIME_MS } from './session-lifetime.ts';

export interface DemoVisitor {
  zone: string;
  locale: string;
  userAgent: string;
  ipAddress: string;
}

export interface DemoAccount {
  userId: string;
  name: string;
  email: string;
  sessionToken: string;
}

const LIFETIME_MS = 30 * 86_400_000;
const SESSION_TOKEN_CHARACTERS = 32;

/**
 * A throw-away account with a life of its own, signed in. It has no password, so there is none to guess, to share or
 * to hash: whoever loses the cookie makes another account. Its erasure is planned before anything else is written.
 */
export async function createDemoAccount(db: Database, effects: Effects, visitor: DemoVisitor): Promise<DemoAccount> {
  const userId = effects.newId('user');
  const nowMs = toEpochMs(effects.now());
  const now = new Date(nowMs);
  const person = { name: 'Demo', email: `demo-${userId.slice(-10)}-${randomDigits(10).toLowerCase()}@demo.invalid` };
  await planErasure(db, userId, nowMs + LIFETIME_MS);
  await db
    .insert(users)
    .values({ id: userId, ...person, emailVerified: false, image: null, createdAt: now, updatedAt: now });
  await seedDemo(db, effects, { userId, zone: visitor.zone, locale: visitor.locale });
  const sessionToken = randomDigits(SESSION_TOKEN_CHARACTERS);
  await db.insert(sessions).values({
    id: effects.newId('session'),
    token: sessionToken,
    userId,
    expiresAt: new Date(nowMs + SESSION_LIFETIME_MS),
    ipAddress: visitor.ipAddress,
    userAgent: visitor.userAgent,
    createdAt: now,
    updatedAt: now,
  });
  return { userId, ...person, sessionToken };
}
