import { toInstant } from '#core/instant.ts';

/** This moment, as domain state writes moments. Only for what is shown until the server's own time arrives. */
export function nowInstant(): string {
  return toInstant(Date.now());
}
