import type { z } from 'zod';
import { systemClock } from '../clock.ts';
import { daprSecret } from '../dapr/dapr-secret.ts';
import { ConfigError } from '../errors.ts';
import { Secret } from './secret.ts';
import { DAPR_DEFAULT_URL, isSecret, type Variables } from './variable.ts';

/** The environment of a process. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads variables from the environment, once. An empty one counts as absent, as charts and shells write it so.
 *
 * @throws ConfigError that names everything that is wrong
 */
export function readConfig<Schema extends Variables>(variables: Schema, env: Environment): z.output<Schema> {
  const given = Object.entries(variables.shape).map(([name, schema]) => [
    name,
    isSecret(schema) ? readSecret(name, env) : env[name] || undefined,
  ]);
  const parsed = variables.safeParse(Object.fromEntries(given));
  if (parsed.success) return parsed.data;
  const lines = parsed.error.issues.map((issue) => {
    const name = String(issue.path[0]);
    return env[name]
      ? `${name} ${issue.message}`
      : `${name} is missing: ${variables.shape[name]?.meta()?.description ?? ''}`;
  });
  throw new ConfigError([...new Set(lines)].join('\n'));
}

/** In the variable itself, in a file, or in a store of Dapr. */
function readSecret(name: string, env: Environment): Secret | undefined {
  const [value, file, place] = [env[name], env[`${name}_FILE`], env[`${name}_DAPR`]];
  if ([value, file, place].filter(Boolean).length > 1)
    throw new ConfigError(`Give ${name} in one way: ${name}, ${name}_FILE or ${name}_DAPR.`);
  if (file) return Secret.inFile(file);
  if (place) return daprSecret(place, daprStore(env));
  return value ? Secret.of(value) : undefined;
}

function daprStore(env: Environment) {
  const url = env.DAPR_URL || DAPR_DEFAULT_URL;
  const [token, file] = [env.DAPR_API_TOKEN, env.DAPR_API_TOKEN_FILE];
  const apiToken = token ? Secret.of(token) : file ? Secret.inFile(file) : null;
  return { url, apiToken, fetch, monotonicMs: systemClock.monotonicMs };
}
