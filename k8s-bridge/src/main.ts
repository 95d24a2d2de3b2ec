import { askHealth } from './ask-health.ts';
import { endProcess } from './end-process.ts';
import { ConfigError } from './errors.ts';
import { helpText } from './help-text.ts';
import { createTopicsCommand } from './kafka/create-topics-command.ts';
import { ArchiveUnavailable } from './roles/archiver/archive-error.ts';
import { verifyArchiveCommand } from './roles/archiver/verify/verify-archive-command.ts';
import { replayCommand } from './roles/mirror/replay/replay-command.ts';
import { runBridge } from './run-bridge.ts';
import { verifyCommand } from './verify/verify-command.ts';
import { whenUnheard } from './when-unheard.ts';

// The program of the cluster. `--help` says how it is configured, and which commands there are beside its roles.

const asked = new AbortController();
for (const name of ['SIGTERM', 'SIGINT'] as const) process.on(name, () => asked.abort(name));
whenUnheard(() => asked.abort('nobody reads what it writes'));

const { env } = process;
const write = (text: string): void => {
  process.stdout.write(text);
};
const [command, ...args] = process.argv.slice(2);

try {
  if (process.argv.includes('--help')) write(helpText());
  else if (command === 'health') process.exitCode = await askHealth(env, write);
  else if (command === 'create-topics')
    process.exitCode = await createTopicsCommand({ env, write, signal: asked.signal });
  else if (command === 'verify') process.exitCode = await verifyCommand({ args, env, write });
  else if (command === 'verify-archive') process.exitCode = await verifyArchiveCommand({ args, env, write });
  else if (command === 'replay-dead-letters')
    process.exitCode = await replayCommand({ args, env, write, signal: asked.signal });
  else if (command !== undefined) throw new ConfigError(`There is no command ${command}: see --help.`);
  else await runBridge({ env, signal: asked.signal, write });
} catch (error) {
  const isForPeople = error instanceof ConfigError || error instanceof ArchiveUnavailable;
  process.stderr.write(`${isForPeople ? error.message : (error instanceof Error && error.stack) || String(error)}\n`);
  process.exitCode = isForPeople ? 2 : 1;
}
await endProcess();
