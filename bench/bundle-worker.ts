import { build } from 'vite';
import { project } from '../scripts/local/project.ts';

/** A Worker of the bench that uses the product's own code, as one module. */
export async function bundleWorker(entry: string): Promise<string> {
  const built = await build({
    root: project.root,
    configFile: false,
    logLevel: 'error',
    ssr: { noExternal: true, target: 'webworker' },
    build: { ssr: entry, write: false, rolldownOptions: { external: [/^cloudflare:/, /^node:/] } },
  });
  const outputs = 'output' in built ? built.output : [];
  const [chunk, ...others] = outputs.filter(({ type }) => type === 'chunk');
  if (chunk?.type !== 'chunk' || others.length > 0) throw new Error(`${entry} does not become one module`);
  return chunk.code;
}
