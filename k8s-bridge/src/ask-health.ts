import { HealthSchema } from '#core/health.ts';
import { bridgeVariables } from './config/bridge-variables.ts';
import { type Environment, readConfig } from './config/read-config.ts';
import { ConfigError, errorText } from './errors.ts';

export const HEALTH_USAGE = 'health';

const ANSWER_TIMEOUT_MS = 3_000;
const variables = bridgeVariables.pick({ PORT: true });

/**
 * Asks the bridge that runs beside it, with the same PORT, whether it does: a container without a shell has nothing else
 * that could.
 *
 * @returns the exit code: 0 when it answered as the bridge does, 1 when not
 * @throws ConfigError when PORT does not say where it would be
 */
export async function askHealth(env: Environment, write: (text: string) => void): Promise<0 | 1> {
  const { PORT: port } = readConfig(variables, env);
  if (port === 0) throw new ConfigError('PORT is 0, which is any free one: it does not say whom to ask.');
  try {
    const answer = await fetch(`http://127.0.0.1:${port}/health`, { signal: AbortSignal.timeout(ANSWER_TIMEOUT_MS) });
    const { status, version } = HealthSchema.parse(await answer.json());
    write(`${status}, ${version}\n`);
    return 0;
  } catch (error) {
    write(`nobody answers as the bridge does on port ${port}: ${errorText(error)}\n`);
    return 1;
  }
}
