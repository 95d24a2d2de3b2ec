import type { Context } from 'hono';
import type { RawReply } from '../../contract/endpoint.ts';
import type { HttpEnv } from '../../http-env.ts';

/** A page whose entries are JSON texts already: one of 4 MiB is not parsed to be written again. */
export function answerTexts(
  ctx: Context<HttpEnv>,
  name: string,
  entries: readonly string[],
  frame: Record<string, unknown>,
): RawReply {
  const text = `{"${name}":[${entries.join(',')}],${JSON.stringify(frame).slice(1)}`;
  return { response: ctx.body(text, 200, { 'Content-Type': 'application/json', 'Cache-Control': 'no-store' }) };
}
