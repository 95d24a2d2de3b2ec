import { adminCommands } from './admin/admin-commands.ts';
import { PlainError } from './local/plain-error.ts';

// `npm run admin -- COMMAND`: what whoever runs a deployment can do. It asks the running instance, the local one unless
// `--origin` names another, for which OPERATOR_TOKEN has to be set.

async function admin(args: readonly string[]): Promise<void> {
  if (args[0] === 'help' || args[0] === '--help') return console.log(usage());
  const command = adminCommands.find(({ words }) => words.every((word, at) => args[at] === word));
  if (!command) throw new PlainError(usage());
  await command.run(args.slice(command.words.length));
}

function usage(): string {
  const lines = adminCommands.map(({ words, takes, does }) => `  ${[...words, takes].join(' ').trim()}\n      ${does}`);
  return `npm run admin -- COMMAND [--origin https://…]\n\n${lines.join('\n')}`;
}

try {
  await admin(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
