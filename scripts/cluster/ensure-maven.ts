import { installDebianPackage } from '../local/install-debian-package.ts';
import { findProgram } from './find-program.ts';
import { runProgram } from './run-program.ts';

/** Brings Maven, which fetches what is published as jars; answers with the reason when it cannot be had, otherwise null. */
export async function ensureMaven(): Promise<string | null> {
  if (findProgram('mvn')) return null;
  await installDebianPackage('maven').catch(() => {});
  return findProgram('mvn') ? null : 'Maven is missing: `apt-get install maven`';
}

/** Puts the jars of everything that the project file depends on into `folder`. Call `ensureMaven` first. */
export async function fetchJars(pom: string, folder: string): Promise<void> {
  const maven = findProgram('mvn') ?? 'mvn';
  await runProgram(maven, ['-q', '-B', '-f', pom, 'dependency:copy-dependencies', `-DoutputDirectory=${folder}`]);
}
