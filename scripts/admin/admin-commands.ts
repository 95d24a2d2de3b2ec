import type { AdminCommand } from './admin-command.ts';
import { deliveryCommands } from './deliveries.ts';
import { feedCommands } from './feed.ts';
import { resetLink } from './reset-link.ts';
import { serviceTokenCommands } from './service-tokens.ts';

/** Everything that `npm run admin` can do. */
export const adminCommands: readonly AdminCommand[] = [
  resetLink,
  ...serviceTokenCommands,
  ...feedCommands,
  ...deliveryCommands,
];
