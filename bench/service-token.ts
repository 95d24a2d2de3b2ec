import { z } from 'zod';
import type { DirectWorker } from './direct-worker.ts';

/** Makes a token for programs of the cluster, as an operator does. */
export async function newServiceToken(worker: DirectWorker, scopes: readonly string[]): Promise<string> {
  const made = await fetch(`${worker.origin}/api/operator/service-tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${worker.operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'bench', scopes }),
  });
  if (!made.ok) throw new Error(`making a service token answered ${made.status}: ${await made.text()}`);
  return z.object({ secret: z.string() }).parse(await made.json()).secret;
}
