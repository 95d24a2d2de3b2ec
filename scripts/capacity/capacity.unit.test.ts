import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { CAPACITY_FILE, capacityPage, renderCapacity } from './capacity-page.ts';
import { type ChartDefaults, readChartDefaults, readQuantity, resourcesOf } from './chart-resources.ts';
import { type Load, MILLION, meanAccount } from './load.ts';
import { MEASURED_ROLES, type Measured, type RoleMeasured, readMeasured, type Spread } from './measured.ts';
import { capacityNeeds, rateOf } from './needs.ts';

const spread = (middle: number): Spread => ({ low: middle / 2, middle, high: middle * 2 });

/** @param cpu seconds for a thousand */
function role(cpu: number, perSecond: number): RoleMeasured {
  return {
    limits: { cores: 1, memoryMiB: 320 },
    rounds: 3,
    itemsARound: 1000,
    cpuSecondsPerThousand: spread(cpu),
    perSecond: spread(perSecond),
    peakMiB: spread(100),
    readyMs: spread(400),
    drainMs: spread(50),
  };
}

const MEASURED: Measured = {
  on: '2026-11-21',
  machine: '2 cores',
  how: 'image',
  imageMB: 135,
  // 10,000 a second at the limit, 200, and 4,000, of which a plan takes half.
  mirror: role(0.1, 5000),
  notifier: role(5, 400),
  archiver: role(0.25, 2000),
  archiveLockShare: 0.5,
  bytes: { edgeEvent: 1000, edgeTask: 600, taskEvent: 1000, reminderEvent: 500, taskState: 100, archiveRow: 2000 },
};
const pod = { requests: { cores: 0.1, memoryMiB: 200 }, limits: { cores: 1, memoryMiB: 320 } };
const CHART: ChartDefaults = {
  topics: { partitions: { 'task-events': 3, reminders: 2 } },
  mirror: { replicas: 2, pageEvents: 1000, resources: pod },
  notifier: {
    concurrency: 50,
    resources: pod,
    autoscaling: { minReplicas: 1, maxReplicas: 2, lagThreshold: 1000, cpuPercent: 500 },
  },
  archiver: {
    keepDays: 400,
    batchEvents: 500,
    resources: pod,
    autoscaling: { minReplicas: 2, maxReplicas: 2, lagThreshold: 60_000, cpuPercent: 500 },
  },
};
/** Everybody is a light one: 5 changes, 1 ringing, 2 new tasks a day, 100 open. */
const LOAD: Load = {
  users: 864_000,
  shares: { light: 1, usual: 0, heavy: 0 },
  eventsPerChange: 2,
  notificationsPerRing: 0.5,
  reminderEventShare: 0.5,
  peakFactor: 4,
  sameMinuteShare: 0.1,
};
const needs = capacityNeeds(MEASURED, CHART, LOAD);

it('CP1 a rate is the limit of CPU over the CPU of an item; a plan takes half of it, and no more than there is without computing', () => {
  expect(rateOf(MEASURED.notifier, 0.1, 120)).toEqual({ atLimit: 200, atRequest: 20, most: 120, planned: 100 });
  expect(rateOf(MEASURED.notifier, 0.1, 80)).toMatchObject({ atLimit: 200, planned: 80 });
  // A page of 1000 in half a second; 50 at a time in half a second; 500 rows in a quarter.
  expect(needs.rates.mirror).toMatchObject({ atLimit: 10_000, most: 2000, planned: 2000 });
  expect(needs.rates.notifier).toMatchObject({ most: 100, planned: 100 });
  expect(needs.rates.archiver).toMatchObject({ atLimit: 4000, most: 2000, planned: 2000 });
});

it('CP1 an account is the mean of all, those that are away among them, whose tasks stay', () => {
  expect(meanAccount(LOAD)).toEqual({ changes: 5, rings: 1, tasks: 100 + 365 * 2 });
  const half = meanAccount({ shares: { light: 0.5, usual: 0, heavy: 0 } });
  expect(half).toEqual({ changes: 2.5, rings: 0.5, tasks: 100 + 365 });
});

it('CP2 what people do becomes events and notifications a second, at the busiest', () => {
  expect(needs.eventsPerDay).toBe(864_000 * 5 * 2);
  expect(needs.eventsPerSecond).toBe(100);
  expect(needs.peakEventsPerSecond).toBe(400);
  expect(needs.peakNotificationsPerSecond).toBe((864_000 * 0.5 * 0.1) / 60);
});

it('CP2 pods, memory and disks are what the rates and the chart make of that', () => {
  // 10 events × 90 days × 1000 bytes, and 830 tasks × 600.
  expect(needs.edgeBytesPerUser).toBe(900_000 + 498_000);
  expect(needs.usersPerCell).toBeCloseTo(8e9 / 1_398_000, 6);
  expect(needs.cells).toBe(Math.ceil((864_000 * 1_398_000) / 8e9));
  // Of each: two mirrors, one notifier, as 720 a second among so many is less than one does, and two archivers at least.
  expect(needs.pods).toEqual({ mirror: 2 * needs.cells, notifier: needs.cells, archiver: 2 * needs.cells });
  const pods = 5 * needs.cells;
  expect(needs.requested.cores).toBeCloseTo(pods * 0.1, 6);
  expect(needs.requested.memoryMiB).toBe(pods * 200);
  expect(needs.limited).toEqual({ cores: pods, memoryMiB: pods * 320 });
  expect(needs.partitions).toBe(5 * needs.cells);
  expect(needs.brokers).toBe(3);
  // 400 events at 0.1 and 0.25 ms, 720 notifications at 5 ms.
  expect(needs.usedCores).toBeCloseTo(0.14 + 3.6, 9);
  expect(needs.kafkaBytes).toEqual({
    events: 8_640_000 * 7 * 750 * 3,
    states: 864_000 * 830 * 100 * 2 * 3,
  });
  expect(needs.archiveBytesPerYear).toBe(8_640_000 * 365 * 2000);
  expect(needs.archiveBytesKept).toBe(8_640_000 * 400 * 2000);
});

it('CP2 the first wall comes first, and each is where its part is full', () => {
  const users = Object.fromEntries(needs.walls.map((wall) => [wall.what, wall.users]));
  expect(needs.walls.map(({ what }) => what)[0]).toBe('edge size');
  expect(needs.walls).toEqual(needs.walls.toSorted((a, b) => a.users - b.users));
  // Two pages of 1000 events a second, where so many users make 400 at the busiest.
  expect(users.mirror).toBe(864_000 * (2000 / 400));
  // Two hands keep a lock busy that one holds half of the time.
  expect(users.archive).toBe(864_000 * (4000 / 400));
  expect(users.notifiers).toBe(864_000 * ((2 * 100) / 720));
});

it('CP3 the page is what the measured rates and the chart come to', async () => {
  expect(await readFile(CAPACITY_FILE, 'utf8')).toBe(await capacityPage());
  const page = renderCapacity(MEASURED, CHART, LOAD);
  for (const text of ['= **8.64 million a day**', '**400 a second in the busiest hour**', '**1.4 MB an account**'])
    expect(page).toContain(text);
});

it('CP3 what was measured was held to the limits that the chart has, and did not come near its memory', async () => {
  const resources = resourcesOf(await readChartDefaults());
  const measured = await readMeasured();
  for (const name of MEASURED_ROLES) {
    expect(measured[name].limits, name).toEqual(resources[name].limits);
    expect(measured[name].peakMiB.high, name).toBeLessThan(0.8 * resources[name].limits.memoryMiB);
  }
});

it('CP4 replicas are added for what one does not work off in time, and not for what it does before another is ready', async () => {
  const chart = await readChartDefaults();
  const { rates, archiveRowsPerSecond } = capacityNeeds(await readMeasured(), chart, MILLION);
  const secondsOf = (role: 'notifier' | 'archiver') => chart[role].autoscaling.lagThreshold / rates[role].planned;
  // Reminders have a minute, the archive five.
  expect(secondsOf('notifier')).toBeGreaterThanOrEqual(5);
  expect(secondsOf('notifier')).toBeLessThanOrEqual(30);
  expect(secondsOf('archiver')).toBeGreaterThanOrEqual(15);
  expect(secondsOf('archiver')).toBeLessThanOrEqual(120);
  for (const { autoscaling, resources } of [chart.notifier, chart.archiver]) {
    const cores = (autoscaling.cpuPercent / 100) * resources.requests.cores;
    expect(cores / resources.limits.cores).toBeGreaterThanOrEqual(0.3);
    expect(cores / resources.limits.cores).toBeLessThanOrEqual(0.7);
  }
  // So many fill the lock: one more would only wait for it.
  expect(chart.archiver.autoscaling.maxReplicas).toBeLessThanOrEqual(
    Math.ceil(archiveRowsPerSecond / rates.archiver.planned),
  );
});

it('CP3 quantities are read as Kubernetes means them', () => {
  expect(['1', '100m', '0.5'].map(readQuantity)).toEqual([1, 0.1, 0.5]);
  expect(['320Mi', '1Gi'].map(readQuantity)).toEqual([320 * 2 ** 20, 2 ** 30]);
  expect(() => readQuantity('3 apples')).toThrow('no quantity');
});
