import type { z } from 'zod';
import { ConfigError } from '../errors.ts';
import { Secret } from './secret.ts';
import { isSecret, type Variables } from './variable.ts';

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

function readSecret(name: string, env: Environment): Secret | undefined {
  const [value, file] = [env[name], env[`${name}_FILE`]];
  if (value && file) throw new ConfigError(`Give either ${name} or ${name}_FILE, not both.`);
  if (file) return Secret.inFile(file);
  return value ? Secret.of(value) : undefined;
}
