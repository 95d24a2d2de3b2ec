import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { createPatientFetch } from './live/patient-fetch.ts';
import { waitForNetwork } from './live/wait-for-network.ts';
import { createTracedFetch } from './trace/create-traced-fetch.ts';
import { TRACES_META } from './trace/traces-meta.ts';

window.fetch = createPatientFetch({
  fetch: window.fetch.bind(window),
  isOnline: () => navigator.onLine,
  waitForNetwork,
});

if (document.querySelector(`meta[name="${TRACES_META}"]`)) {
  window.fetch = createTracedFetch(window.fetch, {
    origin: location.origin,
    randomBytes: (count) => crypto.getRandomValues(new Uint8Array(count)),
  });
}

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <HydratedRouter />
    </StrictMode>,
  );
});
