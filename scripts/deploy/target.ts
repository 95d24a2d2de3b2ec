import { PlainError } from '../local/plain-error.ts';

/** The deployments that wrangler.toml has sections for. */
export const TARGETS = ['staging', 'production'] as const;
export type Target = (typeof TARGETS)[number];

export function readTarget(text: string | undefined): Target {
  const target = TARGETS.find((each) => each === text);
  if (target) return target;
  throw new PlainError(`--env takes ${TARGETS.join(' or ')}${text === undefined ? '' : `, not ${text}`}.`);
}
