import { readdir, readFile } from 'node:fs/promises';
import { stripTypeScriptTypes } from 'node:module';
import path from 'node:path';
import { convertV4MiniflareOptions, Miniflare, type V4WorkerOptions } from 'miniflare';
import { unstable_getMiniflareWorkerOptions } from 'wrangler';
import { z } from 'zod';
import { applyMigrations } from '../scripts/local/apply-migrations.ts';
import { ensureBuild } from '../scripts/local/ensure-build.ts';
import { project } from '../scripts/local/project.ts';
import { bundleWorker } from './bundle-worker.ts';

interface DirectWorkerOptions {
  readonly state: string;
  readonly port?: number;
  /** Overrides of `[vars]` and secrets. */
  readonly bindings?: Readonly<Record<string, string>>;
}

/** The built Worker on a socket of workerd itself. */
export interface DirectWorker {
  readonly origin: string;
  /** The bare operations (bench/bare), in the same workerd on the same database, on a socket of their own. */
  readonly bareOrigin: string;
  /** Runs what cannot say itself what it costs (bench/metered). */
  readonly meteredOrigin: string;
  /** Opens the operator routes. */
  readonly operatorToken: string;
  readonly stop: () => Promise<void>;
}

/**
 * Runs the same build as `npm start`, but answers on workerd's own socket: `wrangler dev` puts a proxy of a second workerd and an
 * entry Worker before it, and a bench that counts those measures the tool. Static files are not served here.
 */
export async function startDirectWorker(options: DirectWorkerOptions): Promise<DirectWorker> {
  await ensureBuild();
  await applyMigrations(options.state);
  const { workerOptions } = unstable_getMiniflareWorkerOptions(project.builtConfig);
  const bindings = Object.assign({}, workerOptions.bindings, { RATE_LIMITS: 'off' }, options.bindings);
  const folder = path.dirname(project.builtConfig);
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      resourcePersistencePath: path.join(options.state, 'v3'),
      cf: false,
      workers: [
        {
          ...workerOptions,
          // With it miniflare sets two Workers of its own before ours; on the platform assets are matched elsewhere.
          assets: undefined,
          name: 'carillon',
          rootPath: folder,
          modules: await builtModules(folder),
          bindings,
          unsafeDirectSockets: [{ host: '127.0.0.1', port: options.port ?? 0 }],
        },
        {
          name: 'bare',
          compatibilityDate: String(workerOptions.compatibilityDate),
          modules: [{ type: 'ESModule', path: 'bare-worker.js', contents: await bareWorker() }],
          d1Databases: { DB: 'DB' },
          durableObjects: { HUB: { className: 'BareHub', useSQLite: true } },
          unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
        },
        await meteredWorker({ ...workerOptions, bindings }),
      ],
    }),
  );
  await miniflare.ready;
  const url = await miniflare.unsafeGetDirectURL('carillon');
  const bare = await miniflare.unsafeGetDirectURL('bare');
  const metered = await miniflare.unsafeGetDirectURL('metered');
  const database = await miniflare.getD1Database('DB', 'carillon');
  for (const table of ['bare_events', 'bare_tasks']) {
    await database.prepare(`CREATE TABLE IF NOT EXISTS ${table} (user_id TEXT, id TEXT, data TEXT)`).run();
  }
  const operatorToken = z.string().parse(bindings.OPERATOR_TOKEN);
  const stop = () => miniflare.dispose();
  return { origin: url.origin, bareOrigin: bare.origin, meteredOrigin: metered.origin, operatorToken, stop };
}

const METERED_ENTRY = path.join(import.meta.dirname, 'metered/metered-worker.ts');

async function bareWorker(): Promise<string> {
  return stripTypeScriptTypes(await readFile(path.join(import.meta.dirname, 'bare/bare-worker.ts'), 'utf8'));
}

/** With the variables and the objects of the product, whose code it runs. */
async function meteredWorker({
  compatibilityDate,
  bindings,
  durableObjects = {},
}: Pick<V4WorkerOptions, 'compatibilityDate' | 'bindings' | 'durableObjects'>): Promise<V4WorkerOptions> {
  const objects = Object.entries(durableObjects).map(([name, object]) => {
    const className = typeof object === 'string' ? object : object.className;
    return [name, { className, scriptName: 'carillon' }];
  });
  return {
    name: 'metered',
    compatibilityDate: String(compatibilityDate),
    modules: [{ type: 'ESModule', path: 'metered-worker.js', contents: await bundleWorker(METERED_ENTRY) }],
    bindings,
    d1Databases: { DB: 'DB' },
    durableObjects: Object.fromEntries(objects),
    unsafeDirectSockets: [{ host: '127.0.0.1', port: 0 }],
  };
}

/** The entry comes first, as that is how workerd knows it. */
async function builtModules(folder: string): Promise<{ type: 'ESModule'; path: string }[]> {
  const files = (await readdir(folder, { recursive: true })).filter(
    (file) => file.endsWith('.js') && file !== 'index.js',
  );
  return ['index.js', ...files].map((file) => ({ type: 'ESModule', path: path.join(folder, file) }));
}
