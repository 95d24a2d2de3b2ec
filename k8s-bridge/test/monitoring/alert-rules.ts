import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';

const FOLDER = path.resolve(import.meta.dirname, '../../deploy/chart/files/rules');

export const RULE_FILES = ['objectives.yaml', 'alerts.yaml'].map((name) => path.join(FOLDER, name));
export const RULE_TESTS = [
  'objectives.test.yaml',
  'objectives-over-days.test.yaml',
  'alerts.test.yaml',
  'alerts-over-days.test.yaml',
].map((name) => path.resolve(import.meta.dirname, '../../deploy/monitoring', name));

const RuleSchema = z.object({
  record: z.string().optional(),
  alert: z.string().optional(),
  expr: z.string(),
  labels: z.record(z.string(), z.string()).default({}),
  annotations: z.record(z.string(), z.string()).default({}),
});
export type Rule = z.infer<typeof RuleSchema>;

const FileSchema = z.object({ groups: z.array(z.object({ name: z.string(), rules: z.array(RuleSchema) })) });

export async function readRules(file: string): Promise<Rule[]> {
  return FileSchema.parse(parse(await readFile(file, 'utf8'))).groups.flatMap(({ rules }) => rules);
}

const TestsSchema = z.object({ tests: z.array(z.object({ name: z.string() })) });

/** What the tests beside say they show: `Alert fires: …`, `Alert does not: …`. */
export async function readTestNames(file: string): Promise<string[]> {
  return TestsSchema.parse(parse(await readFile(file, 'utf8'))).tests.map(({ name }) => name);
}
