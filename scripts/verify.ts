import { parseArgs } from 'node:util';
import { z } from 'zod';
import { runProgram } from './cluster/run-program.ts';
import { signUp } from './deploy/smoke-account.ts';
import { VALUE_SETS } from './deploy-chart/chart.ts';
import { PlainError } from './local/plain-error.ts';
import { forwardPort } from './verify/forward-port.ts';
import { verifyDeployment } from './verify/verify-deployment.ts';

// `npm run verify`: whether the deployment that kubectl points to works, from the pods to a reminder that comes to the archive.

const USAGE = `npm run verify -- --env local|staging|production [--edge URL] [--patience SECONDS]
  Of the cluster of kubectl: pods, then what \`helm test\` asks (roles, topics, edge), then one task with a recurrence and a
  reminder that rings, which have to come to the archive and, at local, to the mailbox. The archive is opened by AUDIT_TOKEN,
  or by what the Secret of the bridge has. What is left out is said. --edge: where this machine reaches the edge.`;

try {
  const text = { type: 'string' } as const;
  const { values: given } = parseArgs({ options: { env: text, edge: text, patience: { ...text, default: '90' } } });
  const env = z.enum(VALUE_SETS).exclude(['default']).safeParse(given.env);
  const patienceMs = Number(given.patience) * 1000;
  if (!env.success || !(patienceMs > 0)) throw new PlainError(USAGE);
  const isWell = await verifyDeployment({
    ...{ run: runProgram, forward: forwardPort, signUp, ask: fetch, patienceMs },
    isLocal: env.data === 'local',
    edge: given.edge ?? null,
    auditToken: process.env.AUDIT_TOKEN || null,
    say: (line) => process.stdout.write(line),
  });
  if (!isWell) process.exitCode = 1;
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
