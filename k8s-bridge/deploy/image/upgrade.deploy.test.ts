import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { describeNeeding } from '#test/e2e-needs.ts';
import { ensureKafka } from '../../../scripts/cluster/ensure-kafka.ts';
import { ensurePostgres } from '../../../scripts/cluster/ensure-postgres.ts';
import { ensureBuildah, ensurePodman } from '../../../scripts/judges/ensure-containers.ts';
import { ensureBuild } from '../../../scripts/local/ensure-build.ts';
import { project } from '../../../scripts/local/project.ts';
import { onStage } from '../../test/certification/on-stage.ts';
import { ROLES } from '../../test/certification/schedule.ts';
import { certifyInOrder, currentProcesses, type Drain } from '../../test/certification/upgrade.ts';
import { type BuiltImage, sharedImage } from '../../test/image-stage.ts';

const NEXT_VERSION = '9.9.9';

/** What the chart gives each role from SIGTERM until it is killed: the rest of its grace after `preStop`. */
async function graceOfChart(): Promise<Drain> {
  const roles = await readFile(path.join(project.root, 'k8s-bridge/deploy/chart/templates/_roles.tpl'), 'utf8');
  const of = (name: string): number => {
    const { grace, pause } =
      new RegExp(`^${name}: \\{ grace: (?<grace>\\d+), pause: (?<pause>\\d+),`, 'm').exec(roles)?.groups ?? {};
    expect(grace, `the grace of ${name}`).toBeDefined();
    return (Number(grace) - Number(pause)) * 1000;
  };
  return { mirror: of('mirror'), notifier: of('notifier'), archiver: of('archiver') };
}

await describeNeeding('containers of the image', [ensureBuildah, ensurePodman, ensureKafka, ensurePostgres], () => {
  let image: BuiltImage;
  let folder = '';
  let bundle: string;
  let graceMs: Drain;

  beforeAll(async () => {
    await ensureBuild();
    image = await sharedImage();
    graceMs = await graceOfChart();
    folder = await mkdtemp(path.join(tmpdir(), 'carillon-upgrade-'));
    // Another generation: there is no release yet to take the last one from.
    const { code } = image;
    const next = code.replaceAll(`"${image.facts.version}"`, `"${NEXT_VERSION}"`);
    expect(next).not.toBe(code);
    bundle = path.join(folder, 'bridge.mjs');
    await writeFile(bundle, next, { mode: 0o644 });
  });
  afterAll(async () => {
    if (folder) await rm(folder, { recursive: true, force: true });
  });

  test('IMG8 asked to end in the middle of work all roles do, each within its grace; nothing is lost, and nothing comes twice', async () => {
    const launch = image.launcher({ network: 'host' });
    const drained: Record<string, number> = {};
    const found = await onStage(
      'all roles end at once',
      'kafka',
      (stage) =>
        certifyInOrder(stage, 71, graceMs, async ({ drain, goOn, start }) => {
          await goOn();
          const running = currentProcesses(stage);
          // Work is in their hands: a call is out that has no answer, and the broker takes nothing. Not for long, or the call
          // would be given up and made again.
          const calls = stage.endpoint.calls.length;
          const release = stage.holdCalls();
          const going = goOn();
          await vi.waitUntil(() => stage.endpoint.calls.length > calls, { timeout: 60_000, interval: 10 });
          stage.broker.pause();
          const draining = ROLES.map(async (name) => {
            drained[name] = await drain(name, running[name]);
          });
          const heard = ROLES.map((name) =>
            Promise.race([running[name].untilLogged('bridge.stopping'), running[name].ended]),
          );
          await Promise.all(heard);
          stage.broker.resume();
          release();
          await Promise.all([going, ...draining]);
          await goOn();
          await Promise.all(ROLES.map((name) => start(name)));
          await goOn();
        }),
      launch,
    );
    process.stdout.write(
      `ended in ${JSON.stringify(drained)} ms; ${found.events} events, ${found.messages} messages\n`,
    );
  }, 900_000);

  test('IMG9 a rolling upgrade under load, two generations side by side: nothing is lost, each key keeps its order, and nothing comes twice', async () => {
    const old = image.launcher({ network: 'host' });
    const next = image.launcher({ network: 'host', bundle });
    const versions: unknown[] = [];
    const drained = new Map<string, number[]>();
    const found = await onStage(
      'a rolling upgrade',
      'kafka',
      (stage) =>
        certifyInOrder(stage, 72, graceMs, async ({ drain, goOn, start }) => {
          for (const name of ROLES) {
            // Two of each, of which one mirror stands by: what a cluster has at least.
            const replicas = [stage.roles[name].current(), await start(name)];
            await goOn();
            for (const replica of replicas) {
              const fresh = await start(name, next);
              versions.push(fresh.lines.find(({ event }) => event === 'bridge.started')?.version);
              await goOn();
              drained.set(name, [...(drained.get(name) ?? []), await drain(name, replica)]);
              await goOn();
            }
          }
        }),
      old,
    );
    expect(versions).toEqual(Array.from({ length: 2 * ROLES.length }, () => NEXT_VERSION));
    process.stdout.write(
      `ended in ${JSON.stringify(Object.fromEntries(drained))} ms; ${found.events} events, ${found.messages} messages\n`,
    );
  }, 900_000);
});
