import { formatTraceparent } from '#core/trace/trace-context.ts';

/** Begins a trace with every request to this site, which the edge and all behind it go on with. */
export function createTracedFetch(
  fetchIt: typeof fetch,
  { origin, randomBytes }: { origin: string; randomBytes: (count: number) => Uint8Array },
): typeof fetch {
  return async (input, init) => {
    const request = input instanceof Request ? input : null;
    const url = new URL(request?.url ?? String(input), origin);
    // Nobody else is told.
    if (url.origin !== origin) return await fetchIt(input, init);
    const headers = new Headers(init?.headers ?? request?.headers);
    const ids = { traceId: toHex(randomBytes(16)), spanId: toHex(randomBytes(8)) };
    headers.set('traceparent', formatTraceparent({ ...ids, isSampled: true }));
    return await fetchIt(input, { ...init, headers });
  };
}

function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
