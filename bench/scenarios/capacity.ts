import { writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { readChartDefaults, resourcesOf } from '../../scripts/capacity/chart-resources.ts';
import { MEASURED_FILE, MEASURED_ROLES, type Measured, type RoleMeasured } from '../../scripts/capacity/measured.ts';
import { ensureKafka } from '../../scripts/cluster/ensure-kafka.ts';
import { ensurePostgres } from '../../scripts/cluster/ensure-postgres.ts';
import { buildBridgeImage } from '../bridge-image.ts';
import { measureRoles, type Size } from '../capacity/measure-roles.ts';
import { asProcesses, inContainers } from '../capacity/role-process.ts';
import { onCapacityStage } from '../capacity/stage.ts';
import type { Round } from '../capacity/watch-work.ts';
import type { DirectWorker } from '../direct-worker.ts';
import { median } from '../pairs.ts';
import { table } from '../report.ts';

const FULL: Size = { rounds: 3, events: 20_000, people: 10, rings: 40 };
const QUICK: Size = { rounds: 1, events: 4_000, people: 4, rings: 20 };

interface Options {
  readonly isQuick: boolean;
  /** Whether docs/capacity.md rests on it from then on. */
  readonly isKept: boolean;
}

/**
 * What a process of each role does at the chart's default resources, what it takes of them, how soon it is ready and how
 * soon gone; and what an event takes wherever it is kept.
 */
export async function benchCapacity(worker: DirectWorker, { isQuick, isKept }: Options): Promise<string[]> {
  const unable = process.platform === 'linux' ? await ensureKafka() : 'processes are looked into by /proc';
  const reason = unable ?? (await ensurePostgres());
  if (reason) return [`Capacity not measured: ${reason}`];
  const resources = resourcesOf(await readChartDefaults());
  const limits = {
    mirror: resources.mirror.limits,
    notifier: resources.notifier.limits,
    archiver: resources.archiver.limits,
  };
  const image = await buildBridgeImage();
  const size = isQuick ? QUICK : FULL;
  const { rounds, ...found } = await onCapacityStage(
    worker,
    (folder) => (typeof image === 'string' ? asProcesses(folder) : inContainers(image, limits, folder)),
    (stage) => measureRoles(stage, size),
  );
  const summary = (role: keyof typeof rounds, itemsARound: number) =>
    summarize(rounds[role], limits[role], itemsARound);
  const measured: Measured = {
    on: new Date().toISOString().slice(0, 10),
    machine: `${cpus().length} cores (${cpus()[0]?.model ?? 'unknown'}), ${Math.round(totalmem() / 2 ** 30)} GiB, shared with all else`,
    how: typeof image === 'string' ? 'bundle' : 'image',
    imageMB: typeof image === 'string' ? null : round(image.megabytes),
    mirror: summary('mirror', size.events),
    notifier: summary('notifier', 2 * size.rings * size.people),
    archiver: summary('archiver', size.events),
    archiveLockShare: round(found.archiveLockShare),
    bytes: {
      edgeEvent: Math.round(found.bytes.edgeEvent),
      edgeTask: Math.round(found.bytes.edgeTask),
      taskEvent: Math.round(found.bytes.taskEvent),
      reminderEvent: Math.round(found.bytes.reminderEvent),
      taskState: Math.round(found.bytes.taskState),
      archiveRow: Math.round(found.bytes.archiveRow),
    },
  };
  if (isKept) await writeFile(MEASURED_FILE, `${JSON.stringify(measured, null, 2)}\n`);
  return report(measured, typeof image === 'string' ? image : null);
}

function summarize(rounds: readonly Round[], limits: RoleMeasured['limits'], itemsARound: number): RoleMeasured {
  const spread = (of: (round: Round) => number) => {
    const values = rounds.map(of);
    return { low: round(Math.min(...values)), middle: round(median(values)), high: round(Math.max(...values)) };
  };
  return {
    limits: { cores: limits.cores, memoryMiB: limits.memoryMiB },
    rounds: rounds.length,
    itemsARound,
    cpuSecondsPerThousand: spread(({ cpuSecondsPerThousand }) => cpuSecondsPerThousand),
    perSecond: spread(({ perSecond }) => perSecond),
    peakMiB: spread((each) => each.peakMiB),
    readyMs: spread(({ readyMs }) => readyMs),
    drainMs: spread(({ drainMs }) => drainMs),
  };
}

/** Three figures are more than a shared machine can say. */
function round(value: number): number {
  return Number(value.toPrecision(3));
}

function report(measured: Measured, notImage: string | null): string[] {
  const rows = MEASURED_ROLES.map((name) => {
    const { cpuSecondsPerThousand, perSecond, peakMiB, readyMs, drainMs, limits } = measured[name];
    const atLimit = Math.round((1000 * limits.cores) / cpuSecondsPerThousand.middle);
    const range = ({ low, middle, high }: typeof perSecond) => `${middle} [${low} – ${high}]`;
    return [
      name,
      ...[cpuSecondsPerThousand, perSecond].map(range),
      String(atLimit),
      range(peakMiB),
      range(readyMs),
      range(drainMs),
    ];
  });
  const header = ['role', 'CPU s per 1000', 'per s, seen', 'per s at the limit', 'peak MiB', 'ready ms', 'drained ms'];
  const bytes = Object.entries(measured.bytes).map(([name, value]) => `${name} ${value}`);
  return [
    `Capacity at the chart's default resources, by ${measured.how}${notImage ? ` (no image: ${notImage})` : `, ${measured.imageMB} MB`}; median [range] of ${MEASURED_ROLES.map((name) => measured[name].rounds).join(', ')} rounds`,
    table([header, ...rows]),
    `The lock of the chains was held ${Math.round(100 * measured.archiveLockShare)} % of the time; bytes: ${bytes.join(', ')}`,
  ];
}
