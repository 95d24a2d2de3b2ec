import { type DebianPrograms, ensureDebianPrograms, findDebianProgram } from './debian-program.ts';

const PROMETHEUS: DebianPrograms = { package: 'prometheus', programs: ['prometheus', 'promtool'] };

/** Brings Prometheus and promtool; answers with the reason when they cannot be had, otherwise null. */
export function ensurePrometheus(): Promise<string | null> {
  return ensureDebianPrograms(PROMETHEUS);
}

/** Where they are once `ensurePrometheus` answered null. */
export function findPrometheus(program: 'prometheus' | 'promtool'): string {
  return findDebianProgram(PROMETHEUS, program);
}
