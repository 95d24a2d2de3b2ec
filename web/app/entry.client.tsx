import { StrictMode, startTransition } from 'react';
import { hydrateRoot } from 'react-dom/client';
import { HydratedRouter } from 'react-router/dom';
import { createPatientFetch } from './live/patient-fetch.ts';
import { waitForNetwork } from './live/wait-for-network.ts';

window.fetch = createPatientFetch({
  fetch: window.fetch.bind(window),
  isOnline: () => navigator.onLine,
  waitForNetwork,
});

startTransition(() => {
  hydrateRoot(
    document,
    <StrictMode>
      <HydratedRouter />
    </StrictMode>,
  );
});
