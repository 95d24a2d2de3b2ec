import { spawnSync } from 'node:child_process';
import { z } from 'zod';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';

const SERIOUS = new Set(['high', 'critical']);

const ReportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      name: z.string(),
      severity: z.string(),
      fixAvailable: z.union([z.boolean(), z.looseObject({ name: z.string(), version: z.string() })]),
      via: z.array(z.union([z.string(), z.looseObject({ title: z.string(), url: z.string() })])),
    }),
  ),
});

/** What a report of `npm audit --json` names that is high or critical and has a fix. */
export function seriousAndFixable(report: unknown): string[] {
  return Object.values(ReportSchema.parse(report).vulnerabilities)
    .filter(({ severity, fixAvailable }) => SERIOUS.has(severity) && fixAvailable !== false)
    .map(({ name, severity, via }) => {
      const titles = via.map((each) => (typeof each === 'string' ? `through ${each}` : `${each.title} (${each.url})`));
      return `${name}: ${severity}: ${titles.join('; ')}`;
    });
}

/** Asks the registry. @throws PlainError when there is something to fix, or no answer: silence is not safety */
export async function auditDependencies(): Promise<void> {
  const { stdout, stderr } = spawnSync('npm', ['audit', '--json'], {
    cwd: project.root,
    encoding: 'utf8',
    maxBuffer: 64_000_000,
    shell: process.platform === 'win32',
  });
  const report: unknown = JSON.parse(stdout || 'null');
  if (!ReportSchema.safeParse(report).success)
    throw new PlainError(`npm audit did not answer.\n${stderr.slice(-1000)}`);
  const found = seriousAndFixable(report);
  if (found.length > 0) throw new PlainError(`To be updated:\n${found.join('\n')}`);
  console.log('Nothing high or critical that has a fix.');
}
