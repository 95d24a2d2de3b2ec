import { type DebianPrograms, ensureDebianPrograms, findDebianProgram } from './debian-program.ts';

const ETCD: DebianPrograms = { package: 'etcd-server', programs: ['etcd'] };

/** Brings etcd, in which the API server keeps everything; answers with the reason when it cannot be had, otherwise null. */
export function ensureEtcd(): Promise<string | null> {
  return ensureDebianPrograms(ETCD);
}

/** Where it is once `ensureEtcd` answered null. */
export function findEtcd(): string {
  return findDebianProgram(ETCD, 'etcd');
}
