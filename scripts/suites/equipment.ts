import { ensureActionlint } from '../judges/ensure-actionlint.ts';
import { ensureGitleaks } from '../judges/ensure-gitleaks.ts';
import { ensureGrype } from '../judges/ensure-grype.ts';
import { ensureHadolint } from '../judges/ensure-hadolint.ts';
import { ensureHelm } from '../judges/ensure-helm.ts';
import { ensureShellcheck } from '../judges/ensure-shellcheck.ts';
import { ensureSchemathesis } from '../local/ensure-schemathesis.ts';
import { prepareDeploy } from './prepare-deploy.ts';
import { prepareE2e } from './prepare-e2e.ts';

/** Brings programs to this machine, or says why it cannot. */
type Ensure = () => Promise<string | null>;

/**
 * What a job of CI brings before it begins, by name. Its cache has that name too: two jobs with different needs under one name
 * would keep what the first of them had, and build the rest at every run.
 */
export const EQUIPMENT = {
  e2e: [prepareE2e],
  schemathesis: [ensureSchemathesis],
  deploy: [prepareDeploy],
  benches: [prepareE2e, prepareDeploy],
  helm: [ensureHelm],
  secrets: [ensureGitleaks],
  workflows: [ensureActionlint, ensureShellcheck],
  dockerfile: [ensureHadolint],
  image: [ensureGrype],
} as const satisfies Readonly<Record<string, readonly Ensure[]>>;

/** @returns why something of it cannot be had; null when all is there */
export async function equip(wanted: readonly Ensure[]): Promise<string | null> {
  for (const ensure of wanted) {
    const obstacle = await ensure();
    if (obstacle !== null) return obstacle;
  }
  return null;
}
