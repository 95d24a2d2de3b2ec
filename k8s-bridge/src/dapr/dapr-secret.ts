import { z } from 'zod';
import { Secret } from '../config/secret.ts';
import { ConfigError, errorText, SinkUnavailable } from '../errors.ts';
import { parseJson } from '../parse-json.ts';
import { DAPR_TOKEN_HEADER } from './dapr-token-header.ts';

interface SecretStoreParts {
  /** Of the sidecar's HTTP API. */
  readonly url: string;
  /** What is shown to it; null where it asks for nothing. */
  readonly apiToken: Secret | null;
  readonly fetch: typeof globalThis.fetch;
  readonly monotonicMs: () => number;
}

const PLACE = /^(?<store>[a-z0-9.-]+)\/(?<name>[^/\s]+)\/(?<key>[^/\s]+)$/;
const TIMEOUT_MS = 3_000;
/** The store behind the sidecar may be the API server of the cluster: not for each request of ours. */
const KEPT_MS = 30_000;
const AnswerSchema = z.record(z.string(), z.string());

/**
 * A secret in a store of Dapr. It is asked for again when half a minute has gone by, so that a rotated one works without
 * a restart; a store that does not answer is an error of whoever needs the secret.
 *
 * @param place `store/name/key`
 * @throws ConfigError when it looks otherwise
 */
export function daprSecret(place: string, { url, apiToken, fetch, monotonicMs }: SecretStoreParts): Secret {
  const { store, name, key } = PLACE.exec(place)?.groups ?? {};
  if (!store || !name || !key) throw new ConfigError(`${place} is no place in a store of Dapr: store/name/key.`);
  let kept: { readonly value: string; readonly untilMs: number } | null = null;
  return new Secret(async () => {
    const startedMs = monotonicMs();
    if (kept && startedMs < kept.untilMs) return kept.value;
    const headers = new Headers();
    if (apiToken) headers.set(DAPR_TOKEN_HEADER, await apiToken.read());
    let answer: Response;
    try {
      answer = await fetch(`${url.replace(/\/$/, '')}/v1.0/secrets/${store}/${encodeURIComponent(name)}`, {
        headers,
        // A redirect would carry the token elsewhere.
        redirect: 'error',
        signal: AbortSignal.timeout(TIMEOUT_MS),
      });
    } catch (error) {
      throw new SinkUnavailable(`the secret store of Dapr does not answer: ${errorText(error)}`);
    }
    const value = AnswerSchema.safeParse(parseJson(await answer.text())).data?.[key];
    if (!answer.ok || value === undefined)
      throw new SinkUnavailable(`the secret store of Dapr has no ${key} in ${store}/${name} (${answer.status})`);
    kept = { value, untilMs: startedMs + KEPT_MS };
    return value;
  });
}
