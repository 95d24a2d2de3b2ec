import { cloudflare } from '@cloudflare/vite-plugin';
import { reactRouter } from '@react-router/dev/vite';
import { defineConfig } from 'vite';
import { eventSchemas } from './scripts/assets/event-schemas.ts';
import { scalarFile } from './scripts/assets/scalar-file.ts';

export default defineConfig({
  plugins: [
    scalarFile(),
    eventSchemas(),
    cloudflare({
      viteEnvironment: { name: 'ssr' },
      // Where `wrangler dev --persist-to` looks too, so that `npm run dev` and `npm start` share their tasks.
      persistState: { path: process.env.CARILLON_STATE ?? '.wrangler/state' },
    }),
    reactRouter(),
  ],
  publicDir: 'web/public',
  // The first browsers with `light-dark()`: rewritten for older ones, a subtree could no longer have its own theme.
  build: { cssTarget: ['chrome123', 'firefox120', 'safari17.5'] },
});
