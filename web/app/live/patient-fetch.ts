export interface PatientFetchDeps {
  fetch: typeof fetch;
  isOnline: () => boolean;
  /** Settles when the network is said to be back, or the time is over. */
  waitForNetwork: (maxMs: number) => Promise<void>;
}

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 10_000;

/**
 * A `fetch` that asks again for the data of a page when the connection breaks, until it is there or nobody wants it any
 * more. The router takes a broken connection for a failed page and puts its error in the place of what one was reading
 * or typing; it offers no seam but this. Everything else goes through as it is: writes have their own way to be
 * repeated, with keys (`command-client.ts`).
 */
export function createPatientFetch({ fetch, isOnline, waitForNetwork }: PatientFetchDeps): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init);
    if (!isPageData(request)) return await fetch(input, init);
    for (let pauseMs = FIRST_PAUSE_MS; ; pauseMs = Math.min(pauseMs * 2, LONGEST_PAUSE_MS)) {
      try {
        return await fetch(input, init);
      } catch (error) {
        if (request.signal.aborted) throw error;
        await waitForNetwork(isOnline() ? pauseMs : LONGEST_PAUSE_MS);
        if (request.signal.aborted) throw error;
      }
    }
  };
}

/** The router's own requests: an address with `.data` at its end (React Router, “Single Fetch”). */
function isPageData({ method, url }: Request): boolean {
  return method === 'GET' && new URL(url).pathname.endsWith('.data');
}
