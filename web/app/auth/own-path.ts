/** Where a person lands who just signed in. */
export const HOME_PATH = '/inbox';

/** Any origin does: it only has to be one that no address names by itself. */
const BASE = 'https://own.invalid';

/**
 * Where to go on after signing in: the path that was asked for, if it is one of this site. Anything else (another
 * site, `//host`, a script, the API) leads home, so that a link to the sign-in page cannot send anybody elsewhere.
 */
export function ownPath(next: string | null): string {
  if (!next?.startsWith('/') || !URL.canParse(next, BASE)) return HOME_PATH;
  const url = new URL(next, BASE);
  if (url.origin !== BASE || url.pathname === '/' || /^\/(?:api|sign-)/.test(url.pathname)) return HOME_PATH;
  return url.pathname + url.search + url.hash;
}
