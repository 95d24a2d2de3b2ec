import { ensureBuild } from '../local/ensure-build.ts';
import { ensureSecrets } from '../local/ensure-secrets.ts';
import { PlainError } from '../local/plain-error.ts';
import { step } from '../local/steps.ts';
import { heldOutput } from './output.ts';
import type { Counts, Suite } from './suite.ts';

/**
 * Runs those of `suites` that are wanted, all of them when none is named; what stands in one line at the same time. One name may
 * stand for several. The last line that it writes is `N passed, N failed`, whatever happens.
 *
 * @returns the exit code
 */
export async function runSuites(suites: readonly (readonly Suite[])[], wanted: readonly string[]): Promise<0 | 1> {
  try {
    const { passed, failed, skipped } = await countAll(suites, wanted);
    console.log(`${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}`);
    return failed > 0 || passed === 0 ? 1 : 0;
  } catch (error) {
    console.error(error instanceof PlainError ? error.message : error);
    console.log('0 passed, 1 failed');
    return 1;
  }
}

async function countAll(suites: readonly (readonly Suite[])[], wanted: readonly string[]): Promise<Counts> {
  const names = [...new Set(suites.flat().map(({ name }) => name))];
  const unknown = wanted.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new PlainError(`No such suite: ${unknown.join(', ')}. There are ${names.join(', ')}.`);
  await ensureSecrets();
  await step('Building (nothing to do when unchanged)', ensureBuild);
  const total = { passed: 0, failed: 0, skipped: 0 };
  const notRun: string[] = [];
  const unsteady: string[] = [];
  for (const together of suites) {
    const ready: Suite[] = [];
    for (const suite of together.filter(({ name }) => wanted.length === 0 || wanted.includes(name))) {
      const obstacle = await suite.prepare();
      if (obstacle === null) ready.push(suite);
      else {
        notRun.push(`${suite.name}: ${obstacle}`);
        add(total, countNotRun());
      }
    }
    for (const [place, counts] of (await runTogether(ready)).entries()) {
      add(total, counts);
      notRun.push(...(counts.lacking ?? []).map((line) => `${ready[place]?.name}: ${line}`));
      unsteady.push(...(counts.unsteady ?? []));
    }
  }
  for (const line of notRun) console.log(`NOT RUN  ${line}`);
  for (const line of unsteady) console.log(`UNSTEADY  ${line} (failed, and passed when it was run again)`);
  return total;
}

/** Runs all of them at once, and shows what they say one after the other. */
async function runTogether(suites: readonly Suite[]): Promise<Counts[]> {
  const started = suites.map((suite, place) => {
    if (place === 0) return { done: suite.run('inherit'), release: () => {} };
    const { output, release } = heldOutput(process.stdout);
    return { done: suite.run(output), release };
  });
  // All of them end before anything is thrown: what they have started is theirs to take down.
  const ended = Promise.allSettled(started.map(({ done }) => done));
  for (const { done, release } of started) {
    release();
    await done.catch(() => {});
  }
  return (await ended).map((each) => {
    if (each.status === 'rejected') throw each.reason;
    return each.value;
  });
}

function add(total: Record<'passed' | 'failed' | 'skipped', number>, counts: Counts): void {
  total.passed += counts.passed;
  total.failed += counts.failed;
  total.skipped += counts.skipped;
}

/** What could not run is only a remark to a person, but to CI it is a promise that nobody looked at. */
function countNotRun(): Counts {
  return process.env.CI === 'true' ? { passed: 0, failed: 1, skipped: 0 } : { passed: 0, failed: 0, skipped: 1 };
}
