import { ensureDaprd } from '../cluster/ensure-daprd.ts';
import { ensureKafka } from '../cluster/ensure-kafka.ts';
import { ensureKcat } from '../cluster/ensure-kcat.ts';
import { ensurePostgres } from '../cluster/ensure-postgres.ts';
import { ensureChromium } from '../local/ensure-chromium.ts';

const CLUSTER = [ensureKafka, ensureKcat, ensurePostgres, ensureDaprd];

/**
 * Brings what end-to-end tests need: without a browser there are none. What is missing of the cluster is no obstacle here,
 * as the tests that need it say so themselves (`describeNeeding`); but it is brought before the first of them runs, because
 * a build that takes minutes beside them would make the others time out.
 */
export async function prepareE2e(): Promise<string | null> {
  const obstacle = await ensureChromium();
  if (obstacle !== null) return obstacle;
  for (const ensure of CLUSTER) await ensure();
  return null;
}
