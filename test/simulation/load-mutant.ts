import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { MUTANTS } from './mutants.ts';

/**
 * Loaded before everything else (`node --import`), puts a mistake into the program as it is loaded: the files stay as
 * they are, so nobody else who works with them meets it.
 */
const name = process.env.SIMULATION_MUTANT ?? '';
const mutant = MUTANTS.find((each) => each.name === name);
if (!mutant) throw new Error(`There is no mutant ${name}.`);
const target = path.join(import.meta.dirname, '../..', mutant.file);
const source = readFileSync(target, 'utf8');
if (source.split(mutant.find).length !== 2) throw new Error(`${mutant.file} holds not exactly one “${mutant.find}”.`);
const mutated = source.replace(mutant.find, () => mutant.replace);

registerHooks({
  load(url, context, nextLoad) {
    if (url !== pathToFileURL(target).href) return nextLoad(url, context);
    return { format: 'module-typescript', source: mutated, shortCircuit: true };
  },
});
