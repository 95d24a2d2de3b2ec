import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { SERVICE_SCOPES } from '#core/account/service-token.ts';
import { operatorApi } from '../local/operator-api.ts';

const MadeSchema = z.object({ secret: z.string() });
const TIMEOUT_MS = 5_000;

/**
 * The service token of the local bridge: the one it made before when the edge still takes it, otherwise a fresh one.
 *
 * @param folder where it is kept, readable only by its owner
 * @throws PlainError when the edge does not answer or its operator is somebody else
 */
export async function ensureServiceToken(origin: string, folder: string): Promise<string> {
  const file = path.join(folder, 'service-token');
  const known = (await readFile(file, 'utf8').catch(() => '')).trim();
  if (known !== '' && (await isTaken(origin, known))) return known;
  const ask = await operatorApi(origin);
  const body = { name: 'local bridge', scopes: SERVICE_SCOPES };
  const { secret } = await ask('/service-tokens', MadeSchema, body);
  await mkdir(folder, { recursive: true });
  await writeFile(file, secret, { mode: 0o600 });
  return secret;
}

async function isTaken(origin: string, token: string): Promise<boolean> {
  const answer = await fetch(new URL('/feed/status', origin), {
    headers: { authorization: `Bearer ${token}` },
    redirect: 'error',
    signal: AbortSignal.timeout(TIMEOUT_MS),
  }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.ok ?? false;
}
