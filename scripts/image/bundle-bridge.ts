import path from 'node:path';
import { build, type Plugin } from 'vite';
import { archiveMigrations } from '#bridge/roles/archiver/archive-migrations.ts';
import { invariant } from '#core/errors.ts';
import { project } from '../local/project.ts';

export interface Bundle {
  /** The whole program as one module. */
  readonly code: string;
  /** Folders of the packages that are in it, from the root of the project: `node_modules/kafkajs`. */
  readonly packages: readonly string[];
}

const ENTRY = 'k8s-bridge/src/main.ts';
/** What pg would use if somebody had installed it: it is asked for inside of a try. */
const ABSENT = ['pg-native'];

/**
 * Makes one file of the bridge and everything it uses. Neither shortened nor mapped: a stack names functions as the source
 * does, and a map would be as large as the program.
 */
export async function bundleBridge(): Promise<Bundle> {
  const built = await build({
    configFile: false,
    root: project.root,
    logLevel: 'error',
    plugins: [embedArchiveMigrations()],
    ssr: { target: 'node', noExternal: true, external: ABSENT },
    build: {
      ssr: ENTRY,
      write: false,
      minify: false,
      target: 'node24',
      rolldownOptions: { output: { format: 'es', entryFileNames: 'bridge.mjs', codeSplitting: false } },
    },
  });
  invariant('output' in built, 'a build that does not watch has an output');
  const [chunk, ...more] = built.output;
  invariant(more.length === 0, 'one file');
  const folders = Object.keys(chunk.modules).flatMap((id) => packageFolder(path.relative(project.root, id)) ?? []);
  return { code: chunk.code, packages: [...new Set(folders)].sort() };
}

/** Of a file in `node_modules`, wherever that is linked to, also of one that a package has for itself. */
function packageFolder(file: string): string | null {
  return /node_modules\/(?:.*node_modules\/)?(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? null;
}

/** One file has no folder of SQL beside it. */
function embedArchiveMigrations(): Plugin {
  return {
    name: 'embed-archive-migrations',
    async load(id) {
      if (!id.endsWith('/archive-migrations.ts')) return null;
      return `export async function archiveMigrations() { return ${JSON.stringify(await archiveMigrations())}; }`;
    },
  };
}
