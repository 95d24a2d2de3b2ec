import type { Diff, DiffEntry } from './diff.ts';

/** Several changes as if they had been one, for counting: each thing once, and never as less than it was. */
export function joinDiffs(before: Diff, then: Diff): Diff {
  const things = new Map<string, DiffEntry>();
  for (const entry of [...before, ...then]) {
    const key = `${entry.kind} ${entry.id}`;
    const known = things.get(key);
    const isKept = known?.action === 'deleted' || (known?.action === 'created' && entry.action !== 'deleted');
    things.set(key, isKept ? known : entry);
  }
  return [...things.values()];
}
