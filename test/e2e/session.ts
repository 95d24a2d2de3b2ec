import { type BrowserContext, request } from 'playwright-core';
import { expect } from 'vitest';

/** The cookies of somebody who is signed in, for as many devices as a test wants. */
export type Session = Awaited<ReturnType<BrowserContext['storageState']>>;

/** Where a person is at home. */
export interface Home {
  readonly zone: string;
  readonly locale: string;
}

/** A fresh account with a believable week in it. */
export async function newDemoSession(origin: string, home: Home): Promise<Session> {
  const caller = await request.newContext({ baseURL: origin });
  const answer = await caller.post('/api/v1/demo', { headers: { origin }, data: home });
  expect(answer.status()).toBe(201);
  const session = await caller.storageState();
  await caller.dispose();
  return session;
}
