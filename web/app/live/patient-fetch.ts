export interface PatientFetchDeps {
  fetch: typeof fetch;
  isOnline: () => boolean;
  /** Settles when the network is said to be back, or the time is over. */
  waitForNetwork: (maxMs: number) => Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;
/** Only the path of an address is looked at. */
const ANY_ORIGIN = 'https://any.invalid';

/**
 * A `fetch` that asks again for the data of a page when the connection breaks, until it is there or nobody wants it any
 * more. The router takes a broken connection for a failed page and puts its error in the place of what one was reading
 * or typing; it offers no seam but this. Everything else goes through as it is: writes have their own way to be
 * repeated, with keys (`command-client.ts`).
 */
export function createPatientFetch({ fetch, isOnline, waitForNetwork }: PatientFetchDeps): typeof fetch {
  return async (input, init) => {
    if (!isPageData(input, init)) return await fetch(input, init);
    const signal = init?.signal ?? (input instanceof Request ? input.signal : undefined);
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await fetch(input, init);
      } catch (error) {
        if (signal?.aborted) throw error;
        await waitForNetwork(isOnline() ? pauseMs : LONGEST_PAUSE_MS);
        if (signal?.aborted) throw error;
      }
    }
  };
}

/**
 * The router's own requests: an address with `.data` at its end (React Router, “Single Fetch”). Looked at, never made
 * into a request of its own: that would take the body away from the one that is sent.
 */
function isPageData(input: RequestInfo | URL, init?: RequestInit): boolean {
  const isRequest = input instanceof Request;
  const method = init?.method ?? (isRequest ? input.method : 'GET');
  const { pathname } = new URL(isRequest ? input.url : input, ANY_ORIGIN);
  return method.toUpperCase() === 'GET' && pathname.endsWith('.data');
}
