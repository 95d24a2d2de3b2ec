/**
 * What an error from D1 means for us:
 * - `conflict`: a lock or a guard refused the batch; nothing was written. Load and decide again.
 * - `transient`: the connection broke or D1 moved. Nobody knows whether a write happened.
 * - `overloaded`: D1 refused for want of capacity; a mere retry makes it worse.
 * - `broken`: anything else, which is our bug.
 */
export type D1Failure = 'conflict' | 'transient' | 'overloaded' | 'broken';

const TRANSIENT = [
  'Network connection lost',
  'storage caused object to be reset',
  'reset because its code was updated',
  'Cannot resolve D1 DB due to transient issue',
];
const OVERLOADED = [
  'overloaded',
  'exceeded timeout',
  'exceeded its memory limit',
  'exceeded its CPU',
  'Too many API requests',
];
const CONFLICT = [
  'UNIQUE constraint failed',
  'NOT NULL constraint failed: commit_guard.x',
  'NOT NULL constraint failed: events.version',
];

/** Sorts an error from D1, however drizzle wrapped it: single queries put it in `cause`, batches throw it bare. */
export function classifyD1Error(error: unknown): D1Failure {
  const text = messages(error).join('\n');
  if (CONFLICT.some((part) => text.includes(part))) return 'conflict';
  if (TRANSIENT.some((part) => text.includes(part))) return 'transient';
  if (OVERLOADED.some((part) => text.includes(part))) return 'overloaded';
  return 'broken';
}

function messages(error: unknown, depth = 0): string[] {
  if (!(error instanceof Error) || depth > 5) return [];
  return [error.message, ...messages(error.cause, depth + 1)];
}
