import type { Context } from 'hono';
import type { HttpEnv } from '../../http-env.ts';

/** The nonce of this answer, the same for its policy and its scripts; minted when a document asks for it. */
export function documentNonce(ctx: Context<HttpEnv>): string {
  const minted = ctx.get('nonce') ?? btoa(String.fromCharCode(...crypto.getRandomValues(new Uint8Array(16))));
  ctx.set('nonce', minted);
  return minted;
}
