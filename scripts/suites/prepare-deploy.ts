import { ensureKafka } from '../cluster/ensure-kafka.ts';
import { ensureKafkaTools } from '../cluster/ensure-kafka-tools.ts';
import { ensureKcat } from '../cluster/ensure-kcat.ts';
import { ensurePostgres } from '../cluster/ensure-postgres.ts';
import { ensureActionlint } from '../judges/ensure-actionlint.ts';
import { ensureBuildah, ensurePodman } from '../judges/ensure-containers.ts';
import { ensureCrds } from '../judges/ensure-crds.ts';
import { ensureEtcd } from '../judges/ensure-etcd.ts';
import { ensureGitleaks } from '../judges/ensure-gitleaks.ts';
import { ensureHadolint } from '../judges/ensure-hadolint.ts';
import { ensureHelm } from '../judges/ensure-helm.ts';
import { ensureKubeconform } from '../judges/ensure-kubeconform.ts';
import { ensureKubernetes } from '../judges/ensure-kubernetes.ts';
import { ensurePrometheus } from '../judges/ensure-prometheus.ts';
import { ensureSchemas } from '../judges/ensure-schemas.ts';
import { ensureShellcheck } from '../judges/ensure-shellcheck.ts';

const JUDGES = [
  ensureBuildah,
  ensurePodman,
  ensurePrometheus,
  ensureEtcd,
  ensureKafka,
  ensureKafkaTools,
  ensureKcat,
  ensurePostgres,
  ensureCrds,
  ensureSchemas,
  ensureKubeconform,
  ensureActionlint,
  ensureGitleaks,
  ensureHadolint,
  ensureShellcheck,
  ensureHelm,
  ensureKubernetes,
];

/**
 * Brings every judge before the first test, quickest first: some take minutes to be built, and beside tests they would make
 * these time out. What cannot be had is no obstacle here, as the tests that need it say so themselves (`describeNeeding`).
 */
export async function prepareDeploy(): Promise<null> {
  for (const ensure of JUDGES) await ensure();
  return null;
}
