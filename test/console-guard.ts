import { afterEach, beforeEach, expect, type MockInstance, vi } from 'vitest';

let errors: MockInstance<typeof console.error>;
let isExpected = false;

/** Call inside a test whose subject is an error that is rightly logged. */
export function expectConsoleErrors(): void {
  isExpected = true;
}

beforeEach(() => {
  isExpected = false;
  errors = vi.spyOn(console, 'error');
});

/** An unexpected `console.error` is a defect that nobody looked at: it fails the test that caused it. */
afterEach(() => {
  const calls = errors.mock.calls;
  errors.mockRestore();
  if (!isExpected) expect(calls, 'unexpected console.error').toEqual([]);
});
