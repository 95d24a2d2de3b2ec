import { spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { z } from 'zod';
import { findProgram } from './cluster/find-program.ts';
import { runProgram } from './cluster/run-program.ts';
import { findLocalEdge, hostOf } from './cluster-local/local-edge.ts';
import { buildLocalImage, refuseToBuild } from './cluster-local/local-image.ts';
import { localSecrets } from './cluster-local/local-secrets.ts';
import {
  type BuiltImage,
  type ClusterStep,
  createCluster,
  ENGINES,
  type Engine,
  installBridge,
} from './cluster-local/plan-cluster.ts';
import { PARTS } from './cluster-local/platform.ts';
import { chart, NAMESPACE, valueFlags } from './deploy-chart/chart.ts';
import { IMAGE_NAME } from './image/image-name.ts';
import { PlainError } from './local/plain-error.ts';
import { project } from './local/project.ts';
import { step } from './local/steps.ts';

// `npm run cluster:local`: from nothing to a bridge in a cluster on this machine, for the edge of `npm start` beside it. What
// it cannot do itself it says before it begins. It may be repeated: what is there is brought up to date.

const USAGE = `npm run cluster:local -- [--engine kind|minikube] [--with ${PARTS.join(',')}|all] [--dapr]
  [--production] [--edge URL] [--values FILE] [--dry-run]
  For the edge of \`npm start -- --host 0.0.0.0\`; for another one --edge, and CARILLON_TOKEN of \`npm run admin -- service-token create\`.`;
const CLUSTER = 'carillon';
const DRY: { readonly image: BuiltImage; readonly host: string; readonly port: string } = {
  image: { repository: IMAGE_NAME, tag: 'local-IMAGE', archive: null },
  host: 'GATEWAY',
  port: '8787',
};
const off = { type: 'boolean', default: false } as const;
const text = { type: 'string' } as const;

try {
  const { values: given } = parseArgs({
    options: { engine: text, with: text, edge: text, values: text, dapr: off, production: off, 'dry-run': off },
  });
  const isDryRun = given['dry-run'];
  const engine = chooseEngine(given.engine, isDryRun);
  const parts = chooseParts(given.with, given.dapr);
  const edge = isDryRun ? { port: DRY.port, token: '' } : await ready(engine, given.edge);
  const show = async ({ title, command, args }: ClusterStep) =>
    console.log(`# ${title}\n${[command, ...args.map((arg) => (/[{ ]/.test(arg) ? `'${arg}'` : arg))].join(' ')}`);
  const go = isDryRun ? show : (each: ClusterStep) => step(each.title, () => run(each));
  const image = isDryRun ? DRY.image : await step('Building the image', buildLocalImage);
  const isThere = !isDryRun && (await hasCluster(engine));
  for (const each of createCluster({ engine, isThere, cluster: CLUSTER, image })) await go(each);
  const host = isDryRun ? DRY.host : await hostOf(engine);
  const kept = isDryRun ? '' : await keptSecret();
  const sets = given.production ? (['production', 'local'] as const) : (['local'] as const);
  const plan = installBridge({
    ...{ namespace: NAMESPACE, chart, parts, image, isProduction: given.production },
    monitoring: path.join(project.root, 'k8s-bridge/deploy/monitoring'),
    edgeUrl: given.edge ?? `http://${host}:${edge.port}`,
    values: [...sets.map((set) => valueFlags(set)[1] ?? ''), ...(given.values === undefined ? [] : [given.values])],
    secrets: localSecrets(edge.token, NAMESPACE, kept),
  });
  for (const each of plan) await go(each);
  if (!isDryRun)
    console.log(`The bridge runs. Its mail: kubectl -n ${NAMESPACE} port-forward svc/carillon-bridge-mailpit 8025`);
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

function chooseParts(wanted: string | undefined, isDapr: boolean): string[] {
  const named = wanted === 'all' ? PARTS : (wanted ?? '').split(',').filter(Boolean);
  const unknown = named.filter((part) => !PARTS.includes(part));
  if (unknown.length > 0) throw new PlainError(`--with knows no ${unknown.join(', ')}.`);
  return [...new Set([...named, ...(isDapr ? ['dapr'] : [])])];
}

/** Everything that would be missed later, before anything is made. @throws PlainError that says what */
async function ready(engine: Engine, edgeUrl: string | undefined): Promise<{ port: string; token: string }> {
  const missing = ['kubectl', 'helm', engine].filter((program) => !findProgram(program));
  if (missing.length > 0) throw new PlainError(`Missing on the PATH: ${missing.join(', ')}.`);
  const refusal = await refuseToBuild();
  if (refusal !== null) throw new PlainError(refusal);
  if (edgeUrl === undefined) return await findLocalEdge();
  const token = process.env.CARILLON_TOKEN ?? '';
  if (token === '') throw new PlainError('CARILLON_TOKEN is missing: without it the mirror is let in nowhere.');
  return { port: new URL(edgeUrl).port, token };
}

async function hasCluster(engine: Engine): Promise<boolean> {
  const args = engine === 'kind' ? ['get', 'clusters'] : ['profile', 'list', '--output', 'json'];
  const said = await runProgram(engine, args);
  return engine === 'kind' ? said.split('\n').includes(CLUSTER) : said.includes(`"${CLUSTER}"`);
}

function keptSecret(): Promise<string> {
  const args = ['get', 'secret', 'carillon-bridge', '--namespace', NAMESPACE, '--output', 'json', '--ignore-not-found'];
  return runProgram('kubectl', args);
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
