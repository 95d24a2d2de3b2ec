import { randomUUID } from 'node:crypto';

/** Somebody who exists for as long as a smoke test runs. */
export interface SmokeAccount {
  readonly origin: string;
  readonly email: string;
  /** @throws Error with the beginning of the answer when it is refused */
  ask: (method: string, at: string, body?: object) => Promise<unknown>;
  /** Deletes the account and all it has. */
  leave: () => Promise<void>;
}

/** Signs up under an address that nobody can have. */
export async function signUp(origin: string): Promise<SmokeAccount> {
  const password = randomUUID();
  const send = async (method: string, at: string, body?: object, cookie = '') => {
    const answer = await fetch(new URL(at, origin), {
      method,
      headers: { 'content-type': 'application/json', origin: new URL(origin).origin, cookie },
      redirect: 'error',
      signal: AbortSignal.timeout(15_000),
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${at} answered ${answer.status}: ${(await answer.text()).slice(0, 300)}`);
    return answer;
  };
  const person = {
    name: 'Smoke test',
    email: `smoke-${randomUUID()}@smoke.invalid`,
    password,
    zone: 'UTC',
    locale: 'en',
  };
  const made = await send('POST', '/api/auth/sign-up/email', person);
  const cookie = made.headers
    .getSetCookie()
    .map((each) => each.split(';')[0])
    .join('; ');
  return {
    origin,
    email: person.email,
    async ask(method, at, body) {
      const text = await (await send(method, `/api/v1${at}`, body, cookie)).text();
      return text === '' ? null : JSON.parse(text);
    },
    async leave() {
      await send('DELETE', '/api/v1/account', { confirm: true, password }, cookie);
    },
  };
}
