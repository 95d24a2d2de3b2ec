import path from 'node:path';
import { project } from '../local/project.ts';
import { type ChartDefaults, readChartDefaults } from './chart-resources.ts';
import {
  EDGE_DATABASE_BYTES,
  EDGE_DATABASE_SHARE,
  EDGE_MS_PER_CHANGE,
  HEADROOM,
  KAFKA_COMPACTED_FACTOR,
  KAFKA_COPIES,
  KAFKA_KEEP_DAYS,
  type Load,
  MILLION,
  PARTITIONS_PER_BROKER,
  WAITS,
} from './load.ts';
import {
  MEASURED_ROLES,
  type Measured,
  type MeasuredRole,
  type RoleMeasured,
  readMeasured,
  type Spread,
} from './measured.ts';
import { capacityNeeds, inOneWait, KEEP_EVENTS_DAYS, type Needs, type Wall } from './needs.ts';

export const CAPACITY_FILE = path.join(project.root, 'docs/capacity.md');

const ITEMS: Readonly<Record<MeasuredRole, string>> = {
  mirror: 'events',
  notifier: 'notifications',
  archiver: 'rows',
};
const WALLS: Readonly<Record<Wall['what'], string>> = {
  'edge size': 'the database of the edge has no room left',
  'edge time': `the database of the edge has no time left, at ${EDGE_MS_PER_CHANGE} ms a change (a guess: it cannot be measured here)`,
  mirror: 'the mirror',
  archive: 'the archive, however many archivers write to it',
  notifiers: 'the notifiers: as many as the chart has by default',
};

/** docs/capacity.md: what a process does, and from it what a million accounts need. */
export async function capacityPage(): Promise<string> {
  return renderCapacity(await readMeasured(), await readChartDefaults(), MILLION);
}

export function renderCapacity(measured: Measured, chart: ChartDefaults, load: Load): string {
  const needs = capacityNeeds(measured, chart, load);
  const sections = [
    '# Capacity',
    `Made by \`node scripts/write-capacity.ts\` from what \`npm run bench -- capacity --keep\` measured on ${measured.on}; \`npm run check\`\nsays when the two differ. [Costs](cost.md) are another page.`,
    '## What one process does',
    table(
      ['', 'CPU for a thousand', 'a second, at the limit', 'at the request alone', 'to plan with', 'seen here'],
      MEASURED_ROLES.map((role) => {
        const { atLimit, atRequest, planned } = needs.rates[role];
        return [
          `${role}: ${ITEMS[role]}`,
          `${spread(measured[role].cpuSecondsPerThousand)} s`,
          count(atLimit),
          count(atRequest),
          count(planned),
          spread(measured[role].perSecond),
        ];
      }),
    ),
    table(
      ['', 'memory at most', 'limit', 'start until ready', 'SIGTERM until gone, at work', 'CPU, requested and limit'],
      MEASURED_ROLES.map((role) => {
        const { peakMiB, readyMs, drainMs, limits } = measured[role];
        const { requests } = chart[role].resources;
        return [
          role,
          `${spread(peakMiB)} MiB`,
          `${limits.memoryMiB} MiB`,
          `${spread(readyMs)} ms`,
          `${spread(drainMs)} ms`,
          `${requests.cores} / ${limits.cores}`,
        ];
      }),
    ),
    measured.imageMB === null ? 'The image was not measured.' : `The image has ${measured.imageMB} MB.`,
    howMeasured(measured, chart),
    `## What ${millions(load.users)} accounts need`,
    'All of this is a guess on top of the table, with the arithmetic shown.',
    steps(loadSteps(load, needs)),
    '### Roles',
    steps(roleSteps(measured, chart, needs)),
    '### What is stored',
    steps(diskSteps(measured, chart, load, needs)),
    '## When replicas are added',
    steps(scalingSteps(chart, needs)),
    '## Where it ends',
    table(
      ['what of one deployment is full', 'accounts'],
      needs.walls.map(({ what, users }) => [WALLS[what], count(users)]),
    ),
    wallText(load, needs),
  ];
  return `${sections.join('\n\n')}\n`;
}

function howMeasured(measured: Measured, chart: ChartDefaults): string {
  const atATime = inOneWait(chart);
  const { mirror, notifier, archiver } = measured;
  const where =
    measured.how === 'image'
      ? 'in a container of the image, held by podman to the CPU and memory limits of the chart'
      : 'as a process of the bundle, which nothing held to the limits of the chart';
  return [
    `How: on ${measured.machine}. Each role ran alone, ${where}, between a real Kafka, PostgreSQL, a mail server and an`,
    'endpoint on the same machine and the edge in workerd: the mirror caught up with a log, the archiver with what the mirror had',
    'published, the notifier with reminders that had all rung in one second, each a mail and a call.',
    `${rounds(mirror)} of ${count(mirror.itemsARound)} events, ${rounds(notifier)} of ${count(notifier.itemsARound)} notifications, ${rounds(archiver)} of ${count(archiver.itemsARound)} rows; the middle one, and in brackets the least and the most.`,
    'The second and third quarter of a round count, then the process is asked to end.',
    '',
    '- **CPU for a thousand** is what the process itself used (`/proc`), whoever else was at work: the number that all others rest on.',
    '- **At the limit** is the limit of CPU divided by it: where it ends when nothing makes it wait.',
    '- **At the request alone** is the same for what is requested: what a full node still gives.',
    `- **To plan with** is ${percent(HEADROOM)} of _at the limit_, so that a pause is caught up with; and no more than there would be if computing took no time: ${count(atATime.mirror)} events a page in ${WAITS.page} s, ${count(atATime.notifier)} deliveries at a time of ${WAITS.delivery} s, ${count(atATime.archiver)} rows a transaction of ${WAITS.batch} s. These times are guesses for machines that are apart.`,
    '- **Seen here** is by the clock, while edge, broker, database and all else on the machine took their part of the same cores: a floor.',
    '- **Ready**: an archiver that is the first makes its tables, and a probe that came too soon is remembered for two seconds.',
  ].join('\n');
}

function rounds({ rounds: count }: RoleMeasured): string {
  return count === 1 ? '1 round' : `${count} rounds`;
}

function loadSteps(load: Load, needs: Needs): string[] {
  const { light, usual, heavy } = load.shares;
  const { account } = needs;
  const away = 1 - light - usual - heavy;
  return [
    `On a day ${percent(light)} are light, ${percent(usual)} usual and ${percent(heavy)} heavy people of [cost.md](cost.md), ${percent(away)} are away. In the mean an account makes ${figure(account.changes)} changes and has ${figure(account.rings)} ringings a day, and ${count(account.tasks)} tasks: the open ones, and a year of those that are done.`,
    `Events: ${count(load.users)} × ${figure(account.changes)} changes × ${load.eventsPerChange} events (the simulation’s) = **${millions(needs.eventsPerDay)} a day**, ÷ 86,400 = ${count(needs.eventsPerSecond)} a second, × ${load.peakFactor} = **${count(needs.peakEventsPerSecond)} a second in the busiest hour**.`,
    `Mails and calls: ${count(load.users)} × ${figure(account.rings)} ringings × ${load.notificationsPerRing} (the simulation’s) = ${millions(needs.notificationsPerDay)} a day; ${percent(load.sameMinuteShare)} of them in the same minute ÷ 60 = **${count(needs.peakNotificationsPerSecond)} a second** at nine o’clock.`,
  ];
}

function roleSteps(measured: Measured, chart: ChartDefaults, needs: Needs): string[] {
  const { pods, rates, peakEventsPerSecond, peakNotificationsPerSecond, cells, requested, limited } = needs;
  const each = (perSecond: number) => figure(perSecond / cells);
  const perCell = (role: MeasuredRole) => count(pods[role] / cells);
  return [
    `Deployments: the first wall (below) stands at ${count(needs.usersPerCell)} accounts, so there are **${count(cells)}**: each an edge with a database and a \`CELL\` of its own, and a release of the chart with a \`topicPrefix\` and a database of PostgreSQL of its own.`,
    `Mirrors: ${perCell('mirror')} each (one works, one stands by) = **${count(pods.mirror)}**. One has ${each(peakEventsPerSecond)} events a second in the busiest hour and could have ${count(rates.mirror.planned)}.`,
    `Notifiers: ${each(peakNotificationsPerSecond)} a second ÷ ${count(rates.notifier.planned)}, so ${perCell('notifier')} each = **${count(pods.notifier)}**.`,
    `Archivers: ${each(peakEventsPerSecond)} a second ÷ ${count(rates.archiver.planned)}, so ${perCell('archiver')} each = **${count(pods.archiver)}**. More would take turns at the lock of the chains, which one alone holds ${percent(measured.archiveLockShare)} of the time: all together make ${count(rates.archiver.planned)} ÷ ${figure(measured.archiveLockShare)} = ${count(needs.archiveRowsPerSecond)} rows a second, however many there are.`,
    `Partitions: the chart’s ${count(needs.partitions / cells)} × ${count(cells)} = **${count(needs.partitions)}**; with ${KAFKA_COPIES} copies and ${count(PARTITIONS_PER_BROKER)} on a broker, **${needs.brokers} brokers**.`,
    `Requested: ${MEASURED_ROLES.map((role) => `${count(pods[role])} × ${podText(chart, role)}`).join(' + ')} = **${figure(requested.cores)} cores and ${figure(requested.memoryMiB / 1024)} GiB**; at their limits ${figure(limited.cores)} cores and ${figure(limited.memoryMiB / 1024)} GiB. Computing takes ${figure(needs.usedCores)} cores of it in the busiest hour: with so many deployments give each role less CPU (\`resources.requests.cpu\`), and the mirror one replica, as one that dies is back in seconds. Memory stays.`,
  ];
}

function podText(chart: ChartDefaults, role: MeasuredRole): string {
  const { cores, memoryMiB } = chart[role].resources.requests;
  return `(${cores} cores, ${memoryMiB} MiB)`;
}

function scalingSteps({ notifier, archiver }: ChartDefaults, { rates }: Needs): string[] {
  const percentOfCore = ({ autoscaling, resources }: typeof notifier | typeof archiver) =>
    percent((autoscaling.cpuPercent / 100) * resources.requests.cores);
  return [
    `\`notifier.autoscaling.lagThreshold\` ${count(notifier.autoscaling.lagThreshold)} records ÷ ${count(rates.notifier.planned)} = ${figure(notifier.autoscaling.lagThreshold / rates.notifier.planned)} s of work for each: well below the minute of the objective, and no pod is started for what is gone before it is ready.`,
    `\`archiver.autoscaling.lagThreshold\` ${count(archiver.autoscaling.lagThreshold)} ÷ ${count(rates.archiver.planned)} = ${figure(archiver.autoscaling.lagThreshold / rates.archiver.planned)} s: far below the five minutes of the objective. More than ${archiver.autoscaling.maxReplicas} of them wait for one lock.`,
    `Without KEDA, \`cpuPercent\` of what is requested is ${percentOfCore(notifier)} of a core for a notifier and ${percentOfCore(archiver)} for an archiver, half of their limit.`,
  ];
}

function diskSteps({ bytes }: Measured, chart: ChartDefaults, load: Load, needs: Needs): string[] {
  const { eventsPerDay, account } = needs;
  const reminders = load.reminderEventShare;
  return [
    `Edge: ${figure(account.changes * load.eventsPerChange)} events × ${KEEP_EVENTS_DAYS} days × ${count(bytes.edgeEvent)} bytes + ${count(account.tasks)} tasks × ${count(bytes.edgeTask)} bytes = **${size(needs.edgeBytesPerUser)} an account**; ${size(EDGE_DATABASE_BYTES)} × ${EDGE_DATABASE_SHARE} ÷ that = ${count(needs.usersPerCell)} accounts in a database.`,
    `Kafka, ${KAFKA_KEEP_DAYS} days: ${millions(eventsPerDay)} × ${KAFKA_KEEP_DAYS} × (${percent(1 - reminders)} × ${count(bytes.taskEvent)} + ${percent(reminders)} × ${count(bytes.reminderEvent)} bytes) × ${KAFKA_COPIES} copies = **${size(needs.kafkaBytes.events)}**.`,
    `Kafka, \`task-updates\`, kept for ever and compacted: ${millions(load.users)} × ${count(account.tasks)} tasks × ${count(bytes.taskState)} bytes × ${KAFKA_COMPACTED_FACTOR} (what is outdated goes late) × ${KAFKA_COPIES} copies = **${size(needs.kafkaBytes.states)}**.`,
    `PostgreSQL: ${millions(eventsPerDay)} × 365 × ${count(bytes.archiveRow)} bytes, indexes and all = **${size(needs.archiveBytesPerYear)} a year**; with the ${chart.archiver.keepDays} days of \`archiver.keepDays\` it ends at ${size(needs.archiveBytesKept)}.`,
  ];
}

function wallText(load: Load, needs: Needs): string {
  const [first] = needs.walls;
  const mirror = needs.walls.find(({ what }) => what === 'mirror');
  const { planned } = needs.rates.mirror;
  return [
    `**First ${first ? WALLS[first.what] : ''}**, far before anything of the cluster. Keeping events for ${KEEP_EVENTS_DAYS / 3} days instead of ${KEEP_EVENTS_DAYS} (\`core/retention.ts\`)`,
    `makes ${count(needs.usersPerCell)} accounts ${count(needs.usersPerCellKeptBriefly)}. What then: further deployments, as above. What does not exist yet is a door before them that`,
    'knows who lives where; until then each has an address of its own. A notifier asks one edge, so deployments share brokers and',
    'servers, but no topics.',
    '',
    `**A mirror cannot be divided**: a log has one order, and one process reads it. At ${count(planned)} events a second it is full at`,
    `${count(load.users)} × ${count(planned)} ÷ ${count(needs.peakEventsPerSecond)} = ${count(mirror?.users ?? 0)} accounts, if one database could hold them. Then too: another deployment. More CPU than a`,
    'core does not help, as JavaScript runs in one thread, and a page is never more than 1,000 events; a mirror nearer to the edge waits less for it.',
    '',
    '**An archive** has one chain a month, and who writes holds its lock. When it is full: a larger `archiver.batchEvents`, so that it is taken',
    'less often. **Notifiers**: more partitions of `reminders`, which is to be done before the first event (`values-production.yaml` has 12).',
  ].join('\n');
}

function steps(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}

function table(header: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`;
  return [line(header), `|${header.map((_, at) => (at === 0 ? '---|' : '--:|')).join('')}`, ...rows.map(line)].join(
    '\n',
  );
}

function spread({ low, middle, high }: Spread): string {
  return low === high ? figure(middle) : `${figure(middle)} [${figure(low)} – ${figure(high)}]`;
}

/** Three figures: what is multiplied with a guess has no more. */
function figure(value: number): string {
  return Number(value.toPrecision(3)).toLocaleString('en', { maximumSignificantDigits: 3 });
}

function count(value: number): string {
  return value < 1000 ? figure(value) : Number(value.toPrecision(3)).toLocaleString('en', { maximumFractionDigits: 0 });
}

function millions(value: number): string {
  return value >= 1e6 ? `${figure(value / 1e6)} million` : count(value);
}

function percent(share: number): string {
  return `${figure(100 * share)} %`;
}

function size(bytes: number): string {
  const [unit, per] =
    bytes >= 1e12 ? ['TB', 1e12] : bytes >= 1e9 ? ['GB', 1e9] : bytes >= 1e6 ? ['MB', 1e6] : ['kB', 1e3];
  return `${figure(bytes / Number(per))} ${unit}`;
}
