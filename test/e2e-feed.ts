import { z } from 'zod';
import { FeedPageSchema, LeaseSchema, SnapshotPageSchema } from '#core/feed/protocol.ts';
import type { Carillon } from './e2e-harness.ts';

/** What a program of the cluster can ask. */
export async function newProgram({ origin, operatorToken }: Carillon) {
  const ask = async <Schema extends z.ZodType>(path: string, token: string, schema: Schema, body?: unknown) => {
    const answer = await fetch(`${origin}${path}`, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return schema.parse(await answer.json());
  };
  const SecretSchema = z.object({ secret: z.string() });
  const wanted = { name: 'e2e', scopes: ['feed'] };
  const { secret } = await ask('/api/operator/service-tokens', operatorToken, SecretSchema, wanted);
  return {
    lease: (consumer: string, token?: string, resync = false) =>
      ask('/feed/lease', secret, LeaseSchema, { consumer, holder: 'e2e', token, resync }),
    snapshot: (consumer: string, lease: string) =>
      ask(`/feed/snapshot?consumer=${consumer}&lease=${lease}`, secret, SnapshotPageSchema),
    events: (consumer: string, lease: string, after: number) =>
      ask(`/feed/events?consumer=${consumer}&lease=${lease}&after=${after}`, secret, FeedPageSchema),
    // Node's WebSocket takes headers, which the types of the browser's do not know.
    openBell: (): WebSocket =>
      Reflect.construct(WebSocket, [
        `${origin.replace('http', 'ws')}/feed/bell`,
        { headers: { authorization: `Bearer ${secret}` } },
      ]),
  };
}

/** Adds tasks to a demo account of its own. */
export async function newTaskAdder({ origin }: Carillon): Promise<(title: string) => Promise<void>> {
  const post = async (path: string, body: unknown, cookie = '') => {
    const headers = { 'content-type': 'application/json', origin, cookie };
    const answer = await fetch(`${origin}${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  const cookie = (await post('/api/v1/demo', {})).headers.getSetCookie()[0]?.split(';')[0] ?? '';
  return async (title) => void (await post('/api/v1/tasks', { title }, cookie));
}
