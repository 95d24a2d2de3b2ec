import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** Variables with which buildah and podman work in a place of their own, whatever the machine is set to. */
export type ContainerEnv = Readonly<Record<'CONTAINERS_STORAGE_CONF' | 'CONTAINERS_CONF', string>>;

/**
 * Images and containers in `folder`: copies of folders (vfs), as a machine without a registry often cannot mount layers
 * over one another either; control groups by their files, as there is no systemd to be asked; runc, because crun wants
 * more of the kernel than a sandbox gives.
 */
export async function containerStorage(folder: string): Promise<ContainerEnv> {
  const [graph, run] = [path.join(folder, 'storage'), path.join(folder, 'run')];
  await mkdir(graph, { recursive: true });
  await mkdir(run, { recursive: true });
  const storage = path.join(folder, 'storage.conf');
  const containers = path.join(folder, 'containers.conf');
  await writeFile(storage, `[storage]\ndriver = "vfs"\ngraphroot = "${graph}"\nrunroot = "${run}"\n`);
  const engine = ['cgroup_manager = "cgroupfs"', 'events_logger = "file"', 'runtime = "runc"'];
  await writeFile(containers, `[engine]\n${engine.join('\n')}\n`);
  return { CONTAINERS_STORAGE_CONF: storage, CONTAINERS_CONF: containers };
}
