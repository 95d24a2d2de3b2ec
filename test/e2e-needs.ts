import { describe } from 'vitest';

/**
 * A group of tests for what must first be brought to the machine, which happens here and may take minutes. When it can not be had the
 * group is skipped with the reason in its name; in CI that is an error, as nobody would look at it there. Await it at the top level.
 */
export async function describeNeeding(
  name: string,
  needs: readonly (() => Promise<string | null>)[],
  tests: () => void,
): Promise<void> {
  for (const ensure of needs) {
    const reason = await ensure();
    if (reason === null) continue;
    if (process.env.CI === 'true') throw new Error(`${name} can not be tested: ${reason}`);
    describe.skip(`${name} (NOT RUN: ${reason})`, tests);
    return;
  }
  describe(name, tests);
}
