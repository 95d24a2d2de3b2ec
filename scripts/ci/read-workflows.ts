import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { project } from '../local/project.ts';

const FOLDER = path.join(project.root, '.github/workflows');
const ACTION = path.join(project.root, '.github/actions/prepare/action.yml');

const TextsSchema = z.record(z.string(), z.unknown());
const PermissionsSchema = z.record(z.string(), z.enum(['read', 'write', 'none']));
const ConcurrencySchema = z.object({ group: z.string(), 'cancel-in-progress': z.union([z.boolean(), z.string()]) });
const StepSchema = z.looseObject({
  uses: z.string().optional(),
  run: z.string().optional(),
  if: z.string().optional(),
  with: TextsSchema.optional(),
  env: TextsSchema.optional(),
  'timeout-minutes': z.int().optional(),
});
const JobSchema = z.looseObject({
  uses: z.string().optional(),
  if: z.string().optional(),
  needs: z.union([z.string().transform((name) => [name]), z.array(z.string())]).default([]),
  environment: z.unknown().optional(),
  permissions: PermissionsSchema.optional(),
  concurrency: ConcurrencySchema.optional(),
  strategy: z.looseObject({ matrix: z.looseObject({ include: z.array(TextsSchema).default([]) }) }).optional(),
  'timeout-minutes': z.int().optional(),
  steps: z.array(StepSchema).default([]),
});
const WorkflowSchema = z.looseObject({
  name: z.string(),
  permissions: PermissionsSchema,
  concurrency: ConcurrencySchema.optional(),
  jobs: z.record(z.string(), JobSchema),
});
const ActionSchema = z.looseObject({ runs: z.looseObject({ steps: z.array(StepSchema) }) });

export type Job = z.infer<typeof JobSchema>;

/** Each workflow, with its file and its text. */
export async function readWorkflows() {
  const files = (await readdir(FOLDER)).sort();
  return await Promise.all(
    files.map(async (file) => {
      const text = await readFile(path.join(FOLDER, file), 'utf8');
      return { file, path: path.join(FOLDER, file), text, ...WorkflowSchema.parse(parse(text)) };
    }),
  );
}

/** The steps that every job begins with. */
export async function readPrepare() {
  return ActionSchema.parse(parse(await readFile(ACTION, 'utf8'))).runs.steps;
}
