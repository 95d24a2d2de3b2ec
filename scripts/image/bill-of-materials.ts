import { z } from 'zod';

/** What the lockfile says of a package, by its folder: `node_modules/kafkajs`. */
export const LockfileSchema = z.object({
  version: z.string(),
  packages: z.record(
    z.string(),
    z.object({ version: z.string().optional(), integrity: z.string().optional(), license: z.string().optional() }),
  ),
});
type Lockfile = z.infer<typeof LockfileSchema>;

export interface Part {
  readonly name: string;
  readonly version: string;
}

interface ImageParts {
  readonly lockfile: Lockfile;
  /** Folders of those packages that are in the bundle. */
  readonly bundled: readonly string[];
  readonly node: string;
  /** Debian's packages of which files are in the image. */
  readonly debian: readonly Part[];
  readonly architecture: string;
  /** ISO 8601. */
  readonly at: string;
}

/**
 * What is in the image, as CycloneDX: each package of the bundle with the hash by which it was installed, and the runtime
 * below. Not `npm sbom`: that lists what is installed, which is ten times as much, and leaves out what is also somebody's
 * optional peer.
 *
 * @throws Error when something is in the bundle that the lockfile does not know
 */
export function billOfMaterials({ lockfile, bundled, node, debian, architecture, at }: ImageParts): object {
  const npm = bundled.map((folder) => {
    const { version, integrity, license } = lockfile.packages[folder] ?? {};
    if (!version || !integrity) throw new Error(`${folder} is in the bundle and not in the lockfile`);
    const name = folder.split('node_modules/').at(-1) ?? '';
    const hash = { alg: 'SHA-512', content: Buffer.from(integrity.replace('sha512-', ''), 'base64').toString('hex') };
    return {
      ...describe('library', name, version, `pkg:npm/${name.replace('@', '%40')}@${version}`),
      hashes: [hash],
      ...(license !== undefined && { licenses: [{ license: { id: license } }] }),
    };
  });
  const platform = debian.map(({ name, version }) => {
    const where = `?arch=${architecture === 'x64' ? 'amd64' : architecture}&distro=debian`;
    return describe('library', name, version, `pkg:deb/debian/${name}@${encodeURIComponent(version)}${where}`);
  });
  const runtime = {
    ...describe('application', 'node', node, `pkg:generic/node@${node}`),
    licenses: [{ license: { id: 'MIT' } }],
  };
  const { version } = lockfile;
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: {
      timestamp: at,
      lifecycles: [{ phase: 'build' }],
      component: describe('application', 'carillon-bridge', version, `pkg:generic/carillon-bridge@${version}`),
    },
    components: [...npm, runtime, ...platform],
  };
}

function describe(type: string, name: string, version: string, purl: string) {
  return { type, 'bom-ref': purl, name, version, purl };
}
