import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { PlainError } from '../local/plain-error.ts';
import { project } from '../local/project.ts';
import type { Check } from './check.ts';
import { sourceFiles } from './source-files.ts';

const RULE = /^\| (?<id>[A-Z]{1,4}\d+) +\|/gm;
// Titles of tests, also of tables (`it.each(…)('LV1 …')`): a rule id is the first word of a string.
const CITED = /['"`](?<id>[A-Z]{1,4}\d+) /g;

/** Ids of the rules that docs/SPEC.md states. */
export function statedRules(spec: string): string[] {
  return [...spec.matchAll(RULE)].flatMap(({ groups }) => groups?.id ?? []);
}

/** Ids that the titles in a test file begin with. */
export function citedRules(test: string): string[] {
  return [...test.matchAll(CITED)].flatMap(({ groups }) => groups?.id ?? []);
}

/** Every rule has a test that can fail, and every test that names a rule proves one that is stated. */
export const specRules: Check = {
  name: 'every rule of docs/SPEC.md has a test, and the other way round',
  async run() {
    const stated = statedRules(await readFile(path.join(project.root, 'docs/SPEC.md'), 'utf8'));
    const twice = stated.filter((id, at) => stated.indexOf(id) !== at);
    const tests = (await sourceFiles()).filter(
      (file) => /\.test\.tsx?$/.test(file) || file.startsWith('test/contracts/'),
    );
    const texts = await Promise.all(tests.map((file) => readFile(path.join(project.root, file), 'utf8')));
    const cited = new Set(texts.flatMap(citedRules));
    const unproven = stated.filter((id) => !cited.has(id));
    const unstated = [...cited].filter(
      (id) => !stated.includes(id) && stated.some((each) => prefix(each) === prefix(id)),
    );
    const complaints = [
      ...twice.map((id) => `${id} is stated twice`),
      ...unproven.map((id) => `${id} has no test`),
      ...unstated.map((id) => `${id} is named by a test and not stated`),
    ];
    if (complaints.length > 0) throw new PlainError(complaints.join('\n'));
  },
};

// A word such as "UTF8 " at the start of a string is no rule: only prefixes that the page knows count.
function prefix(id: string): string {
  return id.replace(/\d+$/, '');
}
