import { AppError } from '#core/errors.ts';

/** The strong tag of a state: equal exactly when the version is. */
export function entityTag(version: number): string {
  return `"${version}"`;
}

/** A precondition as the client sent it (RFC 9110 §13.1). `any` is `*`. */
export type TagCondition = 'any' | readonly { opaque: string; isWeak: boolean }[];

const TAG = /^(W\/)?"([\x21\x23-\x7e\x80-\uffff]*)"$/;

/** Reads `If-Match` or `If-None-Match`; null when it is not a list of tags. */
export function parseTagCondition(header: string): TagCondition | null {
  if (header.trim() === '*') return 'any';
  const tags = [];
  // A comma inside a tag would be legal, but no tag of ours has one, so such a tag matches nothing anyway.
  for (const part of header.split(',').map((each) => each.trim())) {
    if (part === '') continue;
    const match = TAG.exec(part);
    if (!match) return null;
    tags.push({ isWeak: match[1] !== undefined, opaque: match[2] ?? '' });
  }
  return tags.length === 0 ? null : tags;
}

/** Whether `If-None-Match` says that the client has this version already: the weak comparison, as for every GET. */
export function hasCurrent(header: string | undefined, version: number): boolean {
  if (header === undefined) return false;
  const condition = parseTagCondition(header);
  if (condition === null) return false;
  return condition === 'any' || condition.some(({ opaque }) => opaque === String(version));
}

/** No state has it, so a command that asks for it is refused as stale. */
const NEVER = 0;

/**
 * The versions that `If-Match` takes; undefined for `*` and for none. The strong comparison: a weak tag matches
 * nothing, and neither does a tag that is none of ours.
 *
 * @throws AppError `validation_failed` when the header is not a list of tags
 */
export function matchableVersions(header: string | undefined): number[] | undefined {
  if (header === undefined) return undefined;
  const condition = parseTagCondition(header);
  if (condition === null) {
    const errors = [{ path: 'If-Match', message: 'must be * or entity tags such as "3"' }];
    throw new AppError('validation_failed', 'The If-Match header is not a list of entity tags.', { errors });
  }
  if (condition === 'any') return undefined;
  const strong = condition.filter(({ isWeak, opaque }) => !isWeak && /^[1-9]\d{0,14}$/.test(opaque));
  return strong.length === 0 ? [NEVER] : strong.map(({ opaque }) => Number(opaque));
}
