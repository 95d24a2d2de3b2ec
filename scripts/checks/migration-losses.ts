import { PlainError } from '../local/plain-error.ts';
import { previewMigrations } from '../migrations/read-migrations.ts';
import type { Check } from './check.ts';

/** A migration that would lose data is found before it is merged, and not by the deployment. */
export const migrationLosses: Check = {
  name: 'no migration loses data',
  async run() {
    const refusals = (await previewMigrations()).flatMap((preview) => preview.refusals);
    if (refusals.length > 0) throw new PlainError(refusals.join('\n'));
  },
};
