import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { type RecordedBill, readRecordedBill } from '../../bench/scenarios/recorded-bill.ts';
import { ASSUMED } from './assumptions.ts';
import { COST_FILE, costPage } from './cost-page.ts';
import { dayOf, idleMonth, monthOf } from './month-of.ts';
import { PEOPLE, type Person } from './people.ts';
import { billOf, carriedBy, fittingOneDatabase, priceOf, together } from './price-of.ts';
import { METER_NAMES, METERS, type Usage } from './prices.ts';

const at = (read: number, written: number, hub: number) => ({ '100': { read, written, hub } });
const BILL: RecordedBill = {
  measured: '2026-11-21',
  actions: {
    'create, title only': at(10, 12, 1),
    search: at(200, 0, 0),
    'open the app at Today': at(100, 0, 0),
    'tell the open windows': at(5, 0, 0),
    ring: at(20, 15, 1),
    acknowledge: at(7, 3, 1),
  },
  idleFeedHour: { read: 1000, written: 10, hub: 3600 },
  stored: { perTask: 1000, perEvent: 600 },
};
const SOMEBODY: Person = {
  name: 'light',
  tasks: '100',
  openings: 2,
  windows: 3,
  looks: 4,
  changes: { 'create, title only': 5 },
  questions: { search: 6 },
  rings: 1,
};
const NOTHING = Object.fromEntries(METER_NAMES.map((name) => [name, 0])) as Usage;

it('COST1 a day is what its parts cost, and each open window asks again after a change and a ringing', () => {
  // 5 changes, 6 questions, 2 × 2 + 4 + (5 + 1) × 3 pages, 3 ringings shown, 2 sockets.
  expect(dayOf(SOMEBODY, BILL)).toEqual({
    requests: 5 + 6 + 26 + 3 + 2,
    objectRequests: 5 + 3 + 5 * 2 + 3 + 2 * 3.05,
    rowsRead: 5 * 10 + 6 * 200 + 26 * 100 + 3 * 7 + 20 + (2 * 6 + 2) * 5,
    rowsWritten: 5 * 12 + 3 * 3 + 15,
    changes: 6,
  });
});

it('COST1 who does what the bill does not know is refused', () => {
  expect(() => dayOf({ ...SOMEBODY, changes: { 'sing a song': 1 } }, BILL)).toThrow('"sing a song" at 100 tasks');
});

it('COST1 a month is thirty days, a year of tasks and ninety days of events', () => {
  const month = monthOf(SOMEBODY, BILL);
  const tasks = 100 + 5 * 30 * 12;
  expect(month.requests).toBe(42 * 30);
  expect(month.rowsWritten).toBe(84 * 30);
  expect(month.databaseGb).toBeCloseTo((tasks * 1000 + 6 * ASSUMED.eventsPerChange * 90 * 600) / 1e9, 12);
  expect(month.backupGb).toBeCloseTo((month.databaseGb * 35) / 3, 12);
  expect(month.rowsRead).toBe(dayOf(SOMEBODY, BILL).rowsRead * 30 + tasks * 5 * 30);
  expect(month.cpuMs).toBe(month.requests * ASSUMED.cpuMsPerRequest);
});

it('COST1 nobody uses a cron each minute, and with a bridge a question a second', () => {
  const minutes = 30 * 24 * 60;
  expect(idleMonth(BILL, false)).toMatchObject({ requests: minutes, rowsWritten: 0, rowsRead: minutes * 20 });
  expect(idleMonth(BILL, true)).toMatchObject({ requests: minutes * 3 + 720 * 4320, rowsWritten: 7200 });
});

it('COST2 what is included is free, and what goes beyond it is not', () => {
  const usage: Usage = { ...NOTHING, requests: 12e6, rowsWritten: 51e6, databaseGb: 7 };
  expect(priceOf(usage)).toBeCloseTo(12 * 0.3 + 51 + 7 * 0.75, 9);
  expect(billOf(usage)).toBeCloseTo(5 + 2 * 0.3 + 1 + 2 * 0.75, 9);
  expect(billOf(NOTHING)).toBe(5);
});

it('COST2 the plan carries people until the first of what it includes is used up', () => {
  const each: Usage = { ...NOTHING, requests: 1e4, rowsWritten: 1e5, databaseGb: 0.001 };
  expect(carriedBy(each, { ...NOTHING, rowsWritten: 10e6 })).toEqual({ people: 400, first: 'rowsWritten' });
  expect(carriedBy(each, { ...NOTHING, requests: 9e6 })).toEqual({ people: 100, first: 'requests' });
  expect(billOf(together(400, each, { ...NOTHING, rowsWritten: 10e6 }))).toBe(5);
  expect(billOf(together(401, each, { ...NOTHING, rowsWritten: 10e6 }))).toBeCloseTo(5.1, 9);
  expect(carriedBy({ ...each, backupGb: 9 }, { ...NOTHING, requests: 9e6 }).people).toBe(100);
  expect(carriedBy(each, { ...NOTHING, requests: 11e6 })).toEqual({ people: 0, first: 'requests' });
});

it('COST2 whom one database does not hold takes another deployment, with what that uses by itself', () => {
  const each: Usage = { ...NOTHING, databaseGb: 0.001 };
  const idle: Usage = { ...NOTHING, requests: 6e6 };
  expect(fittingOneDatabase(each)).toBe(10_000);
  expect(billOf(together(10_000, each, idle))).toBeCloseTo(5 + 5 * 0.75, 9);
  expect(billOf(together(10_001, each, idle))).toBeCloseTo(5 + 5.001 * 0.75 + 2 * 0.3, 9);
});

it('COST3 the page is the one that the recorded bill comes to, and every number of it is of this size', async () => {
  expect(await readFile(COST_FILE, 'utf8')).toBe(await costPage());
  const bill = await readRecordedBill();
  const [light, usual, heavy] = PEOPLE.map((person) => monthOf(person, bill));
  for (const name of METER_NAMES) {
    expect(METERS[name].usd, name).toBeGreaterThan(0);
    for (const usage of [light, usual, heavy]) expect(usage?.[name], name).toBeGreaterThan(0);
  }
  expect(priceOf(light ?? NOTHING)).toBeLessThan(priceOf(usual ?? NOTHING));
  expect(priceOf(usual ?? NOTHING)).toBeLessThan(priceOf(heavy ?? NOTHING));
});
