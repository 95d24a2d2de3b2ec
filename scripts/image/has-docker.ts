import { spawnSync } from 'node:child_process';

/** Whether Docker can build here: its client is often there without anybody behind it. */
export function hasDocker(): boolean {
  const answers = (...args: string[]) => spawnSync('docker', args, { stdio: 'ignore', timeout: 10_000 }).status === 0;
  return answers('buildx', 'version') && answers('info');
}
