import { chmod, copyFile, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { project } from '../local/project.ts';
import { billOfMaterials, LockfileSchema } from './bill-of-materials.ts';
import { bundleBridge } from './bundle-bridge.ts';
import { type RuntimeLibrary, runtimeLibraries } from './runtime-files.ts';

const PackageSchema = z.object({ name: z.string(), version: z.string() });
/** Whose number a chart may ask for: a user that is none of the node's own. */
const IMAGE_USER = 1000;

const ETC = {
  passwd: `carillon:x:${IMAGE_USER}:${IMAGE_USER}:Carillon:/app:/none\n`,
  group: `carillon:x:${IMAGE_USER}:\n`,
  // Without it names of this machine, such as localhost, would be asked of a name server first.
  'nsswitch.conf': 'hosts: files dns\n',
};

/**
 * Writes all that the image consists of: `runtime`, which changes with Node, and `app`, which changes with us; a layer each.
 *
 * @param at when it was made, ISO 8601
 */
export async function assembleImage(folder: string, at: string): Promise<void> {
  await rm(folder, { recursive: true, force: true });
  const [bundle, libraries] = await Promise.all([bundleBridge(), runtimeLibraries()]);
  await writeRuntime(path.join(folder, 'runtime'), libraries);
  const app = path.join(folder, 'app');
  await put(path.join(app, 'bridge.mjs'), bundle.code);
  const lockfile = LockfileSchema.parse(
    JSON.parse(await readFile(path.join(project.root, 'package-lock.json'), 'utf8')),
  );
  const debian = [...new Map(libraries.map((library) => [library.package.name, library.package])).values()];
  const { arch: architecture, versions } = process;
  const bill = billOfMaterials({ lockfile, bundled: bundle.packages, node: versions.node, debian, architecture, at });
  await put(path.join(app, 'sbom.cdx.json'), `${JSON.stringify(bill, null, 1)}\n`);
  await put(path.join(app, 'LICENSES.txt'), await licences(bundle.packages, libraries));
}

async function writeRuntime(root: string, libraries: readonly RuntimeLibrary[]): Promise<void> {
  await take(process.execPath, path.join(root, 'usr/bin/node'), 0o755);
  for (const { wanted, file } of libraries) await take(file, path.join(root, wanted), 0o755);
  for (const [name, text] of Object.entries(ETC)) await put(path.join(root, 'etc', name), text);
}

async function take(from: string, to: string, mode: number): Promise<void> {
  await mkdir(path.dirname(to), { recursive: true });
  await copyFile(from, to);
  await chmod(to, mode);
}

async function put(file: string, text: string): Promise<void> {
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, text);
  await chmod(file, 0o644);
}

/** The licences ask that they go wherever the code goes. */
async function licences(packages: readonly string[], libraries: readonly RuntimeLibrary[]): Promise<string> {
  const texts: string[] = [];
  for (const folder of packages) {
    const manifest = await readFile(path.join(project.root, folder, 'package.json'), 'utf8');
    const { name, version } = PackageSchema.parse(JSON.parse(manifest));
    const files = (await readdir(path.join(project.root, folder))).filter((file) => /^(licen[cs]e|notice)/i.test(file));
    for (const file of files.sort())
      texts.push(`${name} ${version}: ${file}\n\n${await readFile(path.join(project.root, folder, file), 'utf8')}`);
    if (files.length === 0) texts.push(`${name} ${version}: as its package.json says, without a text of its own`);
  }
  const debian = new Set(libraries.map((library) => library.package.name));
  for (const name of [...debian].sort())
    texts.push(`${name} (Debian)\n\n${await readFile(path.join('/usr/share/doc', name, 'copyright'), 'utf8')}`);
  return texts.join(`\n\n${'='.repeat(80)}\n\n`);
}
