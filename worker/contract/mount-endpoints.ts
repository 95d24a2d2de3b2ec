import type { Hono } from 'hono';
import { AppError } from '#core/errors.ts';
import type { HttpEnv } from '../http-env.ts';
import type { Endpoint } from './endpoint.ts';

/** Routes, and where they are. */
export interface Mount {
  prefix: string;
  endpoints: readonly Endpoint[];
}

/** Puts routes at a prefix. Every other method on the same path is answered with 405 and the methods that are there. */
export function mountEndpoints(app: Hono<HttpEnv>, prefix: string, endpoints: readonly Endpoint[]): void {
  const methods = new Map<string, Set<string>>();
  for (const { contract, answer } of endpoints) {
    const route = `${prefix}${contract.path}`.replaceAll(/\{(\w+)\}/g, ':$1');
    const method = contract.method.toUpperCase();
    app.on(method, route, (ctx) => {
      ctx.set('route', route);
      return answer(ctx);
    });
    const known = methods.get(route) ?? new Set();
    methods.set(route, known.add(method));
    // Hono answers HEAD from GET.
    if (method === 'GET') known.add('HEAD');
  }
  for (const [route, known] of methods) {
    const allow = [...known].sort().join(', ');
    app.all(route, (ctx) => {
      ctx.set('route', route);
      ctx.set('problemHeaders', { Allow: allow });
      throw new AppError('method_not_allowed', `This address answers to ${allow}.`);
    });
  }
}
