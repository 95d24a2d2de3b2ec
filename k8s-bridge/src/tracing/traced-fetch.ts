import type { Tracing } from './tracing.ts';

/** Says with each request which step it belongs to, so that what the edge does for it goes on in the same trace. */
export function tracedFetch(fetchIt: typeof fetch, { current }: Pick<Tracing, 'current'>): typeof fetch {
  return async (input, init) => {
    const traceparent = current();
    if (traceparent === null) return await fetchIt(input, init);
    const headers = new Headers(init?.headers);
    headers.set('traceparent', traceparent);
    return await fetchIt(input, { ...init, headers });
  };
}
