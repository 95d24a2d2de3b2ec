import { bindingTypes } from './checks/binding-types.ts';
import { bridgeConfiguration } from './checks/bridge-configuration.ts';
import { capacity } from './checks/capacity.ts';
import type { Check } from './checks/check.ts';
import { cost } from './checks/cost.ts';
import { eventCatalogue } from './checks/event-catalogue.ts';
import { fileNames } from './checks/file-names.ts';
import { formatAndLint } from './checks/format-and-lint.ts';
import { languageReference } from './checks/language-reference.ts';
import { licences } from './checks/licences.ts';
import { lockfile } from './checks/lockfile.ts';
import { migrationLosses } from './checks/migration-losses.ts';
import { monitoringDrift } from './checks/monitoring-drift.ts';
import { renderedChart } from './checks/rendered-chart.ts';
import { schemaDrift } from './checks/schema-drift.ts';
import { settings } from './checks/settings.ts';
import { specRules } from './checks/spec-rules.ts';
import { toolReference } from './checks/tool-reference.ts';
import { types } from './checks/types.ts';
import { ensureSecrets } from './local/ensure-secrets.ts';
import { PlainError } from './local/plain-error.ts';
import { step } from './local/steps.ts';

/** `npm run check`, cheapest first. A further check is one file in scripts/checks/ and one line here. */
const CHECKS: readonly Check[] = [
  fileNames,
  lockfile,
  licences,
  formatAndLint,
  types,
  bindingTypes,
  schemaDrift,
  migrationLosses,
  eventCatalogue,
  toolReference,
  languageReference,
  bridgeConfiguration,
  settings,
  cost,
  capacity,
  monitoringDrift,
  renderedChart,
  specRules,
];

// Wrangler reads the names of the secrets from the local ones.
await ensureSecrets();
for (const check of CHECKS) {
  try {
    await step(check.name, check.run);
  } catch (error) {
    // All of them run, so that one reading of the output is enough.
    console.error(error instanceof PlainError ? `\n${error.message}\n` : error);
    process.exitCode = 1;
  }
}
