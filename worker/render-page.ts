import type { Context } from 'hono';
import type { HttpEnv } from './http-env.ts';

/** Answers everything that is no API: the web app. Filled by the composition root, the only one that knows it. */
export type RenderPage = (ctx: Context<HttpEnv>) => Promise<Response>;
