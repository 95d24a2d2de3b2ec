import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findProgram } from './cluster/find-program.ts';
import { runProgram } from './cluster/run-program.ts';
import { type ClusterStep, ENGINES, type Engine, planCluster } from './cluster-local/plan-cluster.ts';
import { PLATFORM } from './cluster-local/platform.ts';
import { chart, NAMESPACE, valueFlags } from './deploy-chart/chart.ts';
import { imageFacts } from './image/image-facts.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';
import { step } from './local/steps.ts';

// `npm run cluster:local`: from nothing to a bridge in a cluster on this machine, for the edge of `npm start` beside it. What
// it cannot do itself it says before it begins. It may be repeated: what is there is brought up to date.

const USAGE = `npm run cluster:local -- [--engine kind|minikube] [--with cert-manager,keda,strimzi,dapr,monitoring|all] [--dapr]
  [--production] [--edge URL] [--values FILE] [--dry-run]
  CARILLON_TOKEN: of \`npm run admin -- service-token create\`, without which the mirror is let in nowhere.`;
const CLUSTER = 'carillon';
const HOSTS: Readonly<Record<Engine, string>> = { kind: '172.17.0.1', minikube: 'host.minikube.internal' };
const off = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;

try {
  const { values: given } = parseArgs({
    options: { engine: text, with: text, edge: text, values: text, dapr: off, production: off, 'dry-run': off },
  });
  const isDryRun = given['dry-run'];
  const engine = chooseEngine(given.engine, isDryRun);
  if (!isDryRun) refuseMissing(['kubectl', 'helm', engine]);
  const parts = given.with === 'all' ? PLATFORM.map(({ name }) => name) : (given.with ?? '').split(',').filter(Boolean);
  const { version } = await imageFacts();
  const image = `carillon-bridge:${version}`;
  const plan = planCluster({
    engine,
    isThere: !isDryRun && (await isThere(engine)),
    cluster: CLUSTER,
    namespace: NAMESPACE,
    chart,
    platform: given.production ? 'production' : 'local',
    parts: [...new Set([...parts, ...(given.dapr ? ['dapr'] : [])])],
    archive: path.join(project.build, 'image', `carillon-bridge-${version}.tar`),
    image,
    secrets: newSecrets(),
    edgeUrl: given.edge ?? `http://${HOSTS[engine]}:8787`,
    daprAppToken: given.dapr ? randomBytes(24).toString('base64url') : null,
    values: [valueFlags('local')[1] ?? '', ...(given.values === undefined ? [] : [given.values])],
  });
  if (isDryRun) for (const each of plan) console.log(`# ${each.title}\n${[each.command, ...each.args].join(' ')}`);
  else {
    await step(`Building ${image}`, () =>
      runProgram('npm', ['run', '--silent', 'image', '--', '--engine', 'buildah'], { cwd: project.root }),
    );
    for (const each of plan) await step(each.title, () => run(each));
    console.log(`The bridge runs. Its mail: kubectl -n ${NAMESPACE} port-forward svc/carillon-bridge-mailpit 8025`);
  }
} catch (error) {
  console.error(error instanceof PlainError || error instanceof TypeError ? `${error.message}\n${USAGE}` : error);
  process.exitCode = 1;
}

function chooseEngine(wanted: string | undefined, isDryRun: boolean): Engine {
  if (wanted !== undefined) {
    const engine = z.enum(ENGINES).safeParse(wanted);
    if (engine.success) return engine.data;
    throw new PlainError(`There is no engine ${wanted}.`);
  }
  const found = ENGINES.find((engine) => findProgram(engine)) ?? (isDryRun ? 'kind' : null);
  if (found === null) throw new PlainError('Neither kind nor minikube is on the PATH: install one of them.');
  return found;
}

function refuseMissing(programs: readonly string[]): void {
  const missing = programs.filter((program) => !findProgram(program));
  if (missing.length > 0) throw new PlainError(`Missing on the PATH: ${missing.join(', ')}.`);
}

async function isThere(engine: Engine): Promise<boolean> {
  const args = engine === 'kind' ? ['get', 'clusters'] : ['profile', 'list', '--output', 'json'];
  const said = await runProgram(engine, args);
  return engine === 'kind' ? said.split('\n').includes(CLUSTER) : said.includes(`"${CLUSTER}"`);
}

/** Made anew each time but for the database, whose password stays as it was first made: it is the same for all. */
function newSecrets(): Record<string, string> {
  const password = 'only-on-this-machine';
  return {
    'carillon-token': process.env.CARILLON_TOKEN ?? '',
    'postgres-password': password,
    'database-url': `postgres://carillon:${password}@carillon-bridge-postgres/archive`,
    'audit-token': randomBytes(24).toString('base64url'),
  };
}

async function run({ command, args, input }: ClusterStep): Promise<void> {
  if (input === undefined) {
    await runProgram(command, args);
    return;
  }
  const child = spawn(command, args, { stdio: ['pipe', 'ignore', 'inherit'] });
  child.stdin.end(input);
  const [code] = await once(child, 'close');
  if (code !== 0) throw new PlainError(`${command} ${args[0] ?? ''} ended with ${code}.`);
}
