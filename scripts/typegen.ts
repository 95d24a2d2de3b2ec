import { WRANGLER_TYPES } from './checks/binding-types.ts';
import { generateTypes } from './checks/generate-types.ts';
import { ensureSecrets } from './local/ensure-secrets.ts';
import { project } from './local/project.ts';
import { runCommand } from './local/run-command.ts';

// `npm run typegen`: the types of the bindings (committed) and of the routes (not committed).
await ensureSecrets();
await runCommand(project.wrangler, WRANGLER_TYPES, { failure: 'wrangler could not derive the types of the bindings.' });
await generateTypes();
