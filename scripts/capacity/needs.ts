import { KEEP_EVENTS_MS } from '#core/retention.ts';
import type { ChartDefaults } from './chart-resources.ts';
import {
  EDGE_DATABASE_BYTES,
  EDGE_DATABASE_SHARE,
  EDGE_MS_PER_CHANGE,
  HEADROOM,
  KAFKA_COMPACTED_FACTOR,
  KAFKA_COPIES,
  KAFKA_KEEP_DAYS,
  type Load,
  type MeanAccount,
  meanAccount,
  PARTITIONS_PER_BROKER,
  WAITS,
} from './load.ts';
import { MEASURED_ROLES, type Measured, type MeasuredRole, type RoleMeasured } from './measured.ts';

const DAY_SECONDS = 86_400;
export const KEEP_EVENTS_DAYS = KEEP_EVENTS_MS / (DAY_SECONDS * 1000);

/** How fast one process of a role is, in items a second. */
export interface Rate {
  /** A whole limit of CPU over the CPU time of an item: what it comes to when nothing makes it wait. */
  readonly atLimit: number;
  /** The same of what is requested: all it gets on a node that is full. */
  readonly atRequest: number;
  /** What it could have if it never had anything to compute, and only waited. */
  readonly most: number;
  /** What a plan may count on: `atLimit` less the headroom, and never more than `most`. */
  readonly planned: number;
}

/** @param most what it could have in a second if it never had anything to compute */
export function rateOf(measured: RoleMeasured, requestedCores: number, most: number): Rate {
  const perCore = 1000 / measured.cpuSecondsPerThousand.middle;
  const atLimit = measured.limits.cores * perCore;
  return { atLimit, atRequest: requestedCores * perCore, most, planned: Math.min(HEADROOM * atLimit, most) };
}

/** How much of its waiting each role does at a time. */
export function inOneWait({ mirror, notifier, archiver }: ChartDefaults) {
  return { mirror: mirror.pageEvents, notifier: notifier.concurrency, archiver: archiver.batchEvents };
}

/** Something of one deployment that is full at some number of users. */
export interface Wall {
  readonly what: 'edge size' | 'edge time' | 'mirror' | 'archive' | 'notifiers';
  readonly users: number;
}

export interface Needs {
  readonly account: MeanAccount;
  readonly eventsPerDay: number;
  readonly eventsPerSecond: number;
  readonly peakEventsPerSecond: number;
  readonly notificationsPerDay: number;
  readonly peakNotificationsPerSecond: number;
  readonly rates: Readonly<Record<MeasuredRole, Rate>>;
  /** Of all archivers together, as they take turns. */
  readonly archiveRowsPerSecond: number;
  readonly edgeBytesPerUser: number;
  /** Of one deployment: an edge with its database, and a release of the chart. */
  readonly usersPerCell: number;
  /** The same if events were kept for a third of the time. */
  readonly usersPerCellKeptBriefly: number;
  readonly cells: number;
  readonly pods: Readonly<Record<MeasuredRole, number>>;
  /** What computing takes in the busiest hour, of all roles together. */
  readonly usedCores: number;
  readonly requested: { readonly cores: number; readonly memoryMiB: number };
  readonly limited: { readonly cores: number; readonly memoryMiB: number };
  readonly partitions: number;
  readonly brokers: number;
  /** With all copies. */
  readonly kafkaBytes: { readonly events: number; readonly states: number };
  readonly archiveBytesPerYear: number;
  /** When the oldest month goes, the archive has grown to this. */
  readonly archiveBytesKept: number;
  /** The first one comes first. */
  readonly walls: readonly Wall[];
}

/** What so many users need. Pure: the page shows its arithmetic with the same numbers. */
export function capacityNeeds(measured: Measured, chart: ChartDefaults, load: Load): Needs {
  const { bytes } = measured;
  const account = meanAccount(load);
  const changesPerDay = load.users * account.changes;
  const eventsPerDay = changesPerDay * load.eventsPerChange;
  const peakEventsPerSecond = (eventsPerDay / DAY_SECONDS) * load.peakFactor;
  const notificationsPerDay = load.users * account.rings * load.notificationsPerRing;
  const peakNotificationsPerSecond = (notificationsPerDay * load.sameMinuteShare) / 60;
  const atATime = inOneWait(chart);
  const rate = (role: MeasuredRole, waitSeconds: number) =>
    rateOf(measured[role], chart[role].resources.requests.cores, atATime[role] / waitSeconds);
  const rates = {
    mirror: rate('mirror', WAITS.page),
    notifier: rate('notifier', WAITS.delivery),
    archiver: rate('archiver', WAITS.batch),
  };
  // Whoever does not hold the lock reads meanwhile: more archivers fill the time in which the one of them let it go.
  const archiveRowsPerSecond = rates.archiver.planned / measured.archiveLockShare;

  const edgeBytes = (keepDays: number) =>
    (eventsPerDay / load.users) * keepDays * bytes.edgeEvent + account.tasks * bytes.edgeTask;
  const fitting = (keepDays: number) => (EDGE_DATABASE_BYTES * EDGE_DATABASE_SHARE) / edgeBytes(keepDays);
  const peakChangesPerSecond = (changesPerDay / DAY_SECONDS) * load.peakFactor;
  const carriedBy = (perSecond: number, peakPerSecond: number) => (load.users * perSecond) / peakPerSecond;
  const walls: Wall[] = [
    { what: 'edge size', users: fitting(KEEP_EVENTS_DAYS) },
    { what: 'edge time', users: carriedBy((HEADROOM * 1000) / EDGE_MS_PER_CHANGE, peakChangesPerSecond) },
    { what: 'mirror', users: carriedBy(rates.mirror.planned, peakEventsPerSecond) },
    { what: 'archive', users: carriedBy(archiveRowsPerSecond, peakEventsPerSecond) },
    {
      what: 'notifiers',
      users: carriedBy(rates.notifier.planned * chart.notifier.autoscaling.maxReplicas, peakNotificationsPerSecond),
    },
  ];
  const usersPerCell = Math.min(...walls.map(({ users }) => users));
  const cells = Math.ceil(load.users / usersPerCell);
  const scaled = (role: 'notifier' | 'archiver', peakPerSecond: number) =>
    cells * Math.max(chart[role].autoscaling.minReplicas, Math.ceil(peakPerSecond / cells / rates[role].planned));
  const pods = {
    mirror: cells * chart.mirror.replicas,
    notifier: scaled('notifier', peakNotificationsPerSecond),
    archiver: scaled('archiver', peakEventsPerSecond),
  };
  const partitions = cells * Object.values(chart.topics.partitions).reduce((total, count) => total + count, 0);
  const sum = (of: 'requests' | 'limits') => {
    const parts = MEASURED_ROLES.map((name) => ({
      count: pods[name],
      ...chart[name].resources[of],
    }));
    return {
      cores: parts.reduce((total, { count, cores }) => total + count * cores, 0),
      memoryMiB: parts.reduce((total, { count, memoryMiB }) => total + count * memoryMiB, 0),
    };
  };
  const coresEach = (role: MeasuredRole) => measured[role].cpuSecondsPerThousand.middle / 1000;
  const recordBytes = load.reminderEventShare * bytes.reminderEvent + (1 - load.reminderEventShare) * bytes.taskEvent;
  return {
    account,
    eventsPerDay,
    eventsPerSecond: eventsPerDay / DAY_SECONDS,
    peakEventsPerSecond,
    notificationsPerDay,
    peakNotificationsPerSecond,
    rates,
    archiveRowsPerSecond,
    edgeBytesPerUser: edgeBytes(KEEP_EVENTS_DAYS),
    usersPerCell,
    usersPerCellKeptBriefly: fitting(KEEP_EVENTS_DAYS / 3),
    cells,
    pods,
    usedCores:
      peakEventsPerSecond * (coresEach('mirror') + coresEach('archiver')) +
      peakNotificationsPerSecond * coresEach('notifier'),
    requested: sum('requests'),
    limited: sum('limits'),
    partitions,
    brokers: Math.max(KAFKA_COPIES, Math.ceil((partitions * KAFKA_COPIES) / PARTITIONS_PER_BROKER)),
    kafkaBytes: {
      events: eventsPerDay * KAFKA_KEEP_DAYS * recordBytes * KAFKA_COPIES,
      states: load.users * account.tasks * bytes.taskState * KAFKA_COMPACTED_FACTOR * KAFKA_COPIES,
    },
    archiveBytesPerYear: eventsPerDay * 365 * bytes.archiveRow,
    archiveBytesKept: eventsPerDay * chart.archiver.keepDays * bytes.archiveRow,
    walls: walls.sort((a, b) => a.users - b.users),
  };
}
