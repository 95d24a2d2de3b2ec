import { useEffect } from 'react';
import { z } from 'zod';

/** Long after the first page answers, long before a train enters a tunnel. */
const DELAY_MS = 3000;

const FilesSchema = z.array(z.string()).default([]);
/** What the router leaves in the window: which files each page is made of. */
const ManifestSchema = z.object({
  routes: z.record(z.string(), z.object({ module: z.string(), imports: FilesSchema, css: FilesSchema })),
});

/**
 * Fetches the scripts and styles of every other page once the first one is in use. Otherwise going to another page
 * without a connection would not even reach our own word about it: the router, missing a script, loads the whole
 * document anew, and the browser shows that it is offline in place of everything that was there.
 */
export function useReadyPages(): void {
  useEffect(() => {
    const timer = window.setTimeout(makeReady, DELAY_MS);
    return () => window.clearTimeout(timer);
  }, []);
}

function makeReady(): void {
  const manifest = ManifestSchema.safeParse(Reflect.get(window, '__reactRouterManifest'));
  if (!manifest.success) return;
  const routes = Object.values(manifest.data.routes);
  for (const file of new Set(routes.flatMap(({ module, imports }) => [module, ...imports])))
    fetchFile(file, 'modulepreload');
  for (const file of new Set(routes.flatMap(({ css }) => css))) fetchFile(file, 'prefetch');
}

function fetchFile(href: string, rel: 'modulepreload' | 'prefetch'): void {
  const link = document.createElement('link');
  Object.assign(link, { rel, href });
  document.head.appendChild(link);
}
