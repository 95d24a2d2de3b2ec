import { createHash } from 'node:crypto';

/** A name for what depends on these texts: another one as soon as any of them changes. */
export function hashOf(...texts: readonly string[]): string {
  return createHash('sha256').update(JSON.stringify(texts)).digest('hex').slice(0, 12);
}
