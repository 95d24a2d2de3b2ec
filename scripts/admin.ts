import { parseArgs } from 'node:util';
import { z } from 'zod';
import { operatorApi } from './local/operator-api.ts';
import { PlainError } from './local/plain-error.ts';

// `npm run admin -- reset-link EMAIL`: what whoever runs a deployment can do. It asks the running instance, the local one unless
// `--origin` names another, for which OPERATOR_TOKEN has to be set.

const USAGE =
  'npm run admin -- reset-link EMAIL [--origin https://…]   prints a link that sets a new password, once, for an hour';

async function admin(): Promise<void> {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: { origin: { type: 'string' } } });
  const [command, email] = positionals;
  if (command !== 'reset-link' || email === undefined) throw new PlainError(USAGE);
  const ask = await operatorApi(values.origin);
  const { url } = await ask('/reset-links', z.object({ url: z.string() }), { email });
  console.log(url);
}

try {
  await admin();
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
