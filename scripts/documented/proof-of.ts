import type { DocumentedCommand } from './documented-commands.ts';

/** What shows that a command works: `commands.deploy.test.ts` runs it, or another file holds what runs the same. */
export type Proof = 'run' | 'account' | { readonly file: string; readonly holds: string };

/** Run as they stand against a Carillon, a bridge, Kafka, PostgreSQL and an API server of the test's own. */
const RUN: readonly RegExp[] = [
  /^npm run (?:--silent )?(?:admin|timers|backup|migrations) -- /,
  /^npm run smoke -- --origin /,
  /^npm config (?:get|delete) /,
  /^npm run restore -- .*--state /,
  /^npm run cluster:local -- .*--dry-run$/,
  /^npm run eval -- /,
  /^npm run (?:db:reset|changeset)$/,
  /^npm run equip -- helm$/,
  /^npx wrangler d1 execute /,
  /^node (?:k8s-bridge\/src\/main\.ts|-e) /,
  /^(?:kubectl|curl|kcat|psql|kafka-[a-z-]+\.sh|printf|openssl|head) /,
  /^helm (?:install|upgrade|rollback|history) /,
];

/** Too large, or run by somebody else already. The first that fits counts. */
const ELSEWHERE: readonly (readonly [command: RegExp, file: string, holds: string])[] = [
  [/^(?:\w+=\S+ )?npm start$/, 'scripts/start.long.e2e.test.ts', 'npm start says where it is'],
  [/^npm start -- --host /, 'scripts/start.long.e2e.test.ts', 'CHT23 npm start -- --host'],
  [/^npm run dev$/, 'scripts/start.long.e2e.test.ts', 'npm run dev serves'],
  [/^npm test$/, '.ci/run', 'count npm test'],
  [/^npm test -- long$/, '.ci/run', 'count npm test --silent -- long'],
  [/^npm run check$/, '.ci/run', 'npm run --silent check'],
  [/^npm run test:deploy$|^\.ci\/run$/, '.ci/run', 'count npm run --silent test:deploy'],
  [/^npx vitest run --project /, 'scripts/suites/vitest-suite.ts', "'run', '--project'"],
  [/^npm run format$/, 'scripts/checks/format-and-lint.ts', 'npm run format'],
  [/^npm run language$/, 'scripts/checks/language-reference.ts', 'npm run language'],
  [/^npm run events$/, 'scripts/checks/event-catalogue.ts', 'npm run events'],
  [/^npm run monitoring$/, 'scripts/checks/monitoring-drift.ts', 'npm run monitoring'],
  [/^npm run render$/, 'scripts/checks/rendered-chart.ts', 'npm run render'],
  [
    /^node scripts\/write-bridge-configuration\.ts$/,
    'scripts/checks/bridge-configuration.ts',
    'write-bridge-configuration',
  ],
  [/^npm run bench\b/, '.ci/bench-history', 'npm run --silent bench'],
  [/^npm run certify -- bridge-outage$/, '.github/workflows/nightly.yml', 'run: certify -- bridge-outage'],
  [/^npm run certify -- bridge$/, '.github/workflows/nightly.yml', 'run: certify -- bridge'],
  [/^npm run certify$/, '.github/workflows/nightly.yml', 'run: certify'],
  [/^npm run simulate$/, '.github/workflows/nightly.yml', 'run: simulate --'],
  [/^npm run demo$/, 'scripts/demo/demo.long.e2e.test.ts', 'FILM1 '],
  [/^npm run drill$/, 'scripts/backup/drill.long.e2e.test.ts', 'BK8 the drill'],
  [/^npm run bridge\b/, 'k8s-bridge/src/main.e2e.test.ts', 'BR7 npm run bridge'],
  [/^npm run walk$/, 'scripts/walk.long.e2e.test.ts', 'DP9 a browser walks'],
  [/^npm run browsers$/, 'scripts/browsers.long.e2e.test.ts', 'CI19 the browser suite'],
  [/^\.ci\/cluster-login$/, 'scripts/ci/cluster-login.deploy.test.ts', 'CI16 no token'],
  [/^npm run smoke$/, 'scripts/smoke.long.e2e.test.ts', 'DP7 against nothing'],
  [/^npm run admin$/, 'scripts/admin.long.e2e.test.ts', 'OPS3 called with anything else'],
  [
    /^npm run deploy -- .*--dry-run$/,
    '.github/workflows/pull-request.yml',
    'npm run deploy -- --env "$TARGET" --dry-run',
  ],
  [/^npm run image$/, 'k8s-bridge/deploy/image/image.deploy.test.ts', 'IMG1 '],
  [/^podman exec .* health$/, 'k8s-bridge/deploy/image/image.deploy.test.ts', 'IMG4 '],
  [/^podman run .*ROLES=/, 'k8s-bridge/deploy/image/image.deploy.test.ts', 'IMG3 '],
  [/^podman run /, 'k8s-bridge/deploy/image/image.deploy.test.ts', 'IMG5 '],
  [
    /^kubectl apply -f k8s-bridge\/deploy\/rendered\//,
    'k8s-bridge/deploy/chart-server.deploy.test.ts',
    'CHT6 the rendered manifests of %s can be applied',
  ],
  [/^helm test /, 'k8s-bridge/deploy/chart-outside.deploy.test.ts', 'CHT17 helm test'],
  [/^npm run verify -- /, 'scripts/verify/walk-through.e2e.test.ts', 'CHT24 '],
  [/npm run cluster:local\b(?!.*--dry-run)/, 'scripts/cluster-local/plan-cluster.unit.test.ts', 'CHT23 '],
];

/** Null when nothing shows that it works. */
export function proofOf({ text, isMarked }: DocumentedCommand): Proof | null {
  const [, file, holds] = ELSEWHERE.find(([pattern]) => pattern.test(text)) ?? [];
  if (file !== undefined && holds !== undefined) return { file, holds };
  if (RUN.some((pattern) => pattern.test(text))) return 'run';
  return isMarked || text.startsWith('npx wrangler ') ? 'account' : null;
}

/** Entries that no command of a document needs any more. */
export function needless(commands: readonly DocumentedCommand[]): RegExp[] {
  const patterns = [...RUN, ...ELSEWHERE.map(([pattern]) => pattern)];
  return patterns.filter((pattern) => !commands.some(({ text }) => pattern.test(text)));
}
