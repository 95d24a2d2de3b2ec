import { parseArgs } from 'node:util';
import { auditDependencies } from './ci/audit-dependencies.ts';
import { runJudge } from './ci/run-judge.ts';
import { actionlint, ensureActionlint } from './judges/ensure-actionlint.ts';
import { ensureGitleaks, gitleaks } from './judges/ensure-gitleaks.ts';
import { ensureGrype, grype } from './judges/ensure-grype.ts';
import { ensureHadolint, hadolint } from './judges/ensure-hadolint.ts';
import { ensureShellcheck, shellcheck } from './judges/ensure-shellcheck.ts';
import { ACTIONLINT_ARGS, shellcheckArgs } from './judges/judge-shell.ts';
import { PlainError } from './local/plain-error.ts';

const FIXABLE_HIGH = ['--fail-on', 'high', '--only-fixed'];

/** What `npm run judge -- NAME` asks, each by itself, as each is a job of its own in CI. */
const JUDGES: Record<string, (what: string | undefined) => Promise<void>> = {
  secrets: () =>
    runJudge(
      ensureGitleaks,
      gitleaks,
      ['git', '--no-banner', '--redact', '.'],
      'There is a secret in the history. Treat it as known: docs/runbooks/rotate-tokens.md.',
    ),
  workflows: async () => {
    await runJudge(ensureShellcheck, shellcheck, await shellcheckArgs(), 'A shell script is not right.');
    await runJudge(ensureActionlint, actionlint, ['-color', ...ACTIONLINT_ARGS], 'A workflow is not right.');
  },
  dockerfile: () =>
    runJudge(ensureHadolint, hadolint, ['k8s-bridge/deploy/image/Dockerfile'], 'The Dockerfile is not right.'),
  image: (image) => {
    if (image === undefined) throw new PlainError(USAGE);
    return runJudge(
      ensureGrype,
      grype,
      [image, ...FIXABLE_HIGH],
      `${image} has a vulnerability that a newer package has not.`,
    );
  },
  dependencies: () => auditDependencies(),
};

const USAGE = `npm run judge -- secrets       gitleaks over the whole history
npm run judge -- workflows     shellcheck over .ci, actionlint over .github/workflows and the commands in them
npm run judge -- dockerfile    hadolint
npm run judge -- image NAME    known vulnerabilities of an image that can be fixed, high and above
npm run judge -- dependencies  the same of the packages`;

try {
  const { positionals } = parseArgs({ allowPositionals: true });
  const judge = JUDGES[positionals[0] ?? ''];
  if (judge === undefined || positionals.length > 2) throw new PlainError(USAGE);
  await judge(positionals[1]);
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
