import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';

const root = path.resolve(import.meta.dirname, '..');

/** [file, what it says]: each must be refused. */
const REFUSED: readonly (readonly [file: string, statement: string])[] = [
  ['core/task/a.ts', "export { a } from '#application/use-cases/a.ts';"],
  ['core/task/a.ts', "export { a } from '#worker/app.ts';"],
  ['core/task/a.ts', "export { a } from '#durable-objects/user-hub.ts';"],
  ['core/task/a.ts', "export { a } from '#web/app/context.ts';"],
  ['core/task/a.ts', "export { a } from '../../worker/app.ts';"],
  ['core/task/a.ts', "export type { A } from '#application/effects.ts';"],
  ['core/task/a.ts', "export const a = await import('#application/effects.ts');"],
  ['core/task/a.ts', "export { readFile } from 'node:fs/promises';"],
  ['core/task/a.ts', "export { Hono } from 'hono';"],
  ['core/task/a.ts', "export { rrulestr } from 'rrule';"],
  ['core/task/a.ts', "export { a } from '#test/factories.ts';"],
  ['core/recurrence/a.ts', "export { a } from '#application/effects.ts';"],
  ['application/use-cases/a.ts', "export { a } from '#worker/app.ts';"],
  ['application/use-cases/a.ts', "export { a } from '#durable-objects/user-hub.ts';"],
  ['application/use-cases/a.ts', "export type { A } from '#web/app/context.ts';"],
  ['application/use-cases/a.ts', "export { a } from '../../core/ids.ts';"],
  ['application/use-cases/a.ts', "export { rrulestr } from 'rrule';"],
  ['application/db/a.ts', "export { a } from '../use-cases/a.ts';"],
  ['application/db/a.ts', "export type { HubPort } from '../hub-port.ts';"],
  ['application/db/queries/a.ts', "export { a } from '#application/use-cases/a.ts';"],
  ['application/db/a.ts', "export { a } from '#worker/app.ts';"],
  ['durable-objects/a.ts', "export { a } from '#worker/app.ts';"],
  ['durable-objects/a.ts', "export { a } from '../web/app/context.ts';"],
  ['worker/routes/tasks/a.ts', "export { UserHub } from '#durable-objects/user-hub.ts';"],
  ['worker/routes/tasks/a.ts', "export { a } from '../../../durable-objects/user-hub.ts';"],
  ['worker/routes/tasks/a.ts', "export { a } from '#web/app/context.ts';"],
  ['worker/app.ts', "export const a = await import('virtual:react-router/server-build');"],
  ['worker/routes/tasks/a.ts', "export { runRetention } from '#application/use-cases/retention/run-retention.ts';"],
  ['worker/routes/tasks/a.ts', "export { readFeedEvents } from '#application/use-cases/feed/read-feed-events.ts';"],
  ['worker/routes/operator/a.ts', "export { UserHub } from '#durable-objects/user-hub.ts';"],
  ['web/app/routes/a.ts', "export { a } from '#application/db/database.ts';"],
  ['web/app/routes/a.ts', "import { a } from '#application/use-cases/a.ts';\nexport const b = a;"],
  ['web/app/routes/a.ts', "export * from '#application/effects.ts';"],
  ['web/app/routes/a.ts', "export const a = await import('#application/effects.ts');"],
  ['web/app/routes/a.ts', "export { a } from '#worker/app.ts';"],
  ['web/app/routes/a.ts', "export type { Env } from '#worker/env.ts';"],
  ['web/app/routes/a.ts', "export { UserHub } from '#durable-objects/user-hub.ts';"],
  ['web/app/routes/a.ts', "export { eq } from 'drizzle-orm';"],
  ['k8s-bridge/src/a.ts', "export { a } from '#application/effects.ts';"],
  ['k8s-bridge/src/a.ts', "export { a } from '#worker/app.ts';"],
];

const ALLOWED: typeof REFUSED = [
  [
    'core/task/a.ts',
    "export { a } from '../ids.ts';\nexport { b } from '#core/list/list.ts';\nexport { z } from 'zod';",
  ],
  ['core/recurrence/a.ts', "export { rrulestr } from 'rrule';"],
  ['application/use-cases/a.ts', "export { a } from '../db/database.ts';\nexport { b } from '#core/ids.ts';"],
  ['application/db/queries/a.ts', "export { a } from '../schema.ts';\nexport { b } from '#core/ids.ts';"],
  ['durable-objects/a.ts', "export { runRetention } from '#application/use-cases/retention/run-retention.ts';"],
  ['worker/routes/tasks/a.ts', "export { a } from '#application/use-cases/a.ts';\nexport { b } from '../../app.ts';"],
  ['worker/routes/operator/a.ts', "export { runRetention } from '#application/use-cases/retention/run-retention.ts';"],
  ['worker/routes/feed/a.ts', "export { readFeedEvents } from '#application/use-cases/feed/read-feed-events.ts';"],
  ['worker/scheduled/a.ts', "export { runRetention } from '#application/use-cases/retention/run-retention.ts';"],
  [
    'worker/index.ts',
    "export { UserHub } from '#durable-objects/user-hub.ts';\nexport { a } from '#web/app/context.ts';",
  ],
  ['worker/index.ts', "export const load = () => import('virtual:react-router/server-build');"],
  ['web/app/routes/a.ts', "export { a } from '#core/ids.ts';\nexport type { A } from '#application/effects.ts';"],
  ['k8s-bridge/src/a.ts', "export { a } from '#core/ids.ts';"],
  ['core/task/a.unit.test.ts', "export { a } from '#test/factories.ts';"],
];

/** The import rules that Biome names for each file of the two tables, by place in the table. */
let refusals: Map<string, string[]>;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'carillon-imports-'));
  // The rules as they are, on files that would break them: each case gets a root of its own, as paths decide.
  const cases = [...REFUSED.map((entry, index) => ({ entry, id: `refused-${index}` }))].concat(
    ALLOWED.map((entry, index) => ({ entry, id: `allowed-${index}` })),
  );
  await Promise.all(cases.map(({ entry: [file, statement], id }) => writeCase(path.join(folder, id), file, statement)));
  const found = await Promise.all(
    cases.map(async ({ id }) => [id, await importDiagnostics(path.join(folder, id))] as const),
  );
  refusals = new Map(found);
}, 60_000);

afterAll(() => rm(folder, { recursive: true, force: true }));

async function writeCase(caseRoot: string, file: string, statement: string): Promise<void> {
  const target = path.join(caseRoot, file);
  await mkdir(path.dirname(target), { recursive: true });
  const rules = JSON.parse(await readFile(path.join(root, 'biome.json'), 'utf8'));
  await writeFile(path.join(caseRoot, 'biome.json'), JSON.stringify({ ...rules, $schema: undefined, vcs: undefined }));
  await cp(path.join(root, 'scripts/lint'), path.join(caseRoot, 'scripts/lint'), { recursive: true });
  await writeFile(target, `${statement}\n`);
}

function importDiagnostics(caseRoot: string): Promise<string[]> {
  const biome = path.join(root, 'node_modules/@biomejs/biome/bin/biome');
  const args = [biome, 'lint', '--reporter=json', '--max-diagnostics=none'];
  return new Promise((resolve, reject) => {
    execFile(process.execPath, args, { cwd: caseRoot }, (error, stdout) => {
      if (!stdout) return reject(error);
      const report: { diagnostics: { category: string | null }[] } = JSON.parse(stdout);
      const categories = report.diagnostics.map((diagnostic) => diagnostic.category ?? '');
      resolve(categories.filter((category) => /noRestrictedImports|plugin/.test(category)));
    });
  });
}

test.each(REFUSED.map((entry, index) => [...entry, index] as const))(
  '%s may not say %s',
  (_file, _statement, index) => {
    expect(refusals.get(`refused-${index}`)).not.toEqual([]);
  },
);

test.each(ALLOWED.map((entry, index) => [...entry, index] as const))('%s may say %s', (_file, _statement, index) => {
  expect(refusals.get(`allowed-${index}`)).toEqual([]);
});
