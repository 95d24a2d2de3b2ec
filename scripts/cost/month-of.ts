import type { RecordedBill } from '../../bench/scenarios/recorded-bill.ts';
import { ASSUMED } from './assumptions.ts';
import type { Person } from './people.ts';
import type { Usage } from './prices.ts';

const MINUTES_PER_MONTH = ASSUMED.daysPerMonth * 24 * 60;
const PAGE = 'open the app at Today';
const TOLD = 'tell the open windows';
const RING = 'ring';
const SEEN = 'acknowledge';
const GB = 1e9;

/** What a day of somebody is made of, before it is paid for. */
export interface Day {
  /** Requests of the Worker. */
  readonly requests: number;
  readonly objectRequests: number;
  readonly rowsRead: number;
  readonly rowsWritten: number;
  readonly changes: number;
}

/** @throws when the bill does not know what the person does */
export function dayOf(person: Person, { actions }: Pick<RecordedBill, 'actions'>): Day {
  const cost = (name: string) => {
    const found = actions[name]?.[person.tasks];
    if (!found) throw new Error(`the bill has no "${name}" at ${person.tasks} tasks`);
    return found;
  };
  const changes = sum(Object.values(person.changes));
  // What rang changed something as well, and each window says that it has shown it.
  const told = changes + person.rings;
  const shown = person.rings * person.windows;
  const pages = person.openings * ASSUMED.pagesPerOpening + person.looks + told * person.windows;
  const done: readonly (readonly [name: string, times: number])[] = [
    ...Object.entries(person.changes),
    ...Object.entries(person.questions),
    [PAGE, pages],
    [SEEN, shown],
  ];
  const asked = sum(done.map(([, times]) => times));
  // The hub reads a turn for its windows at each change, when one opens, and when the cron looks after it.
  const byItself: readonly (readonly [name: string, times: number])[] = [
    [RING, person.rings],
    [TOLD, 2 * told + person.openings],
  ];
  const rows = (kind: 'read' | 'written') =>
    sum([...done, ...byItself].map(([name, times]) => times * cost(name)[kind]));
  return {
    // A window that opens asks for its socket too.
    requests: asked + person.openings,
    objectRequests:
      sum(done.map(([name, times]) => times * cost(name).hub)) +
      changes * ASSUMED.objectRequestsBehindChange +
      person.rings * ASSUMED.objectRequestsPerRing +
      person.openings * ASSUMED.objectRequestsPerOpening,
    rowsRead: rows('read'),
    rowsWritten: rows('written'),
    changes: told,
  };
}

/** What one more person uses in a month, after a year. */
export function monthOf(person: Person, bill: RecordedBill): Usage {
  const day = dayOf(person, bill);
  const month = (perDay: number) => perDay * ASSUMED.daysPerMonth;
  const added = sum(
    Object.entries(person.changes).map(([name, times]) => (/create|add a task/.test(name) ? times : 0)),
  );
  const tasks = Number(person.tasks) + month(added) * ASSUMED.storedMonths;
  const events = day.changes * ASSUMED.eventsPerChange * ASSUMED.eventDays;
  const databaseGb = (tasks * bill.stored.perTask + events * bill.stored.perEvent) / GB;
  const backupRows = month(tasks * ASSUMED.rowsPerTask);
  return {
    ...withBackground(month(day.requests), month(day.objectRequests)),
    rowsRead: month(day.rowsRead) + backupRows,
    rowsWritten: month(day.rowsWritten),
    databaseGb,
    objectGb: ASSUMED.hubGb,
    backupGb: databaseGb * ASSUMED.backupShare * ASSUMED.backupsKept,
  };
}

/** What a deployment uses in a month when nobody does anything. @param hasBridge whether a mirror asks each second */
export function idleMonth({ idleFeedHour }: Pick<RecordedBill, 'idleFeedHour'>, hasBridge: boolean): Usage {
  const hours = hasBridge ? ASSUMED.daysPerMonth * 24 : 0;
  const scrapes = hasBridge ? MINUTES_PER_MONTH * ASSUMED.scrapesPerMinute : 0;
  // A question a second and a renewal each five.
  const asked = hours * (3600 + 720);
  return {
    ...withBackground(MINUTES_PER_MONTH + asked + scrapes, MINUTES_PER_MONTH + hours * idleFeedHour.hub + scrapes),
    rowsRead: MINUTES_PER_MONTH * ASSUMED.rowsPerCron + hours * idleFeedHour.read + scrapes * ASSUMED.rowsPerScrape,
    rowsWritten: hours * idleFeedHour.written,
    databaseGb: 0,
    objectGb: 0,
    backupGb: 0,
  };
}

/** What goes with requests: time, numbers, log lines. */
function withBackground(requests: number, objectRequests: number) {
  const tallies = requests / ASSUMED.requestsPerTally;
  const allObjectRequests = objectRequests + tallies;
  return {
    requests,
    cpuMs: requests * ASSUMED.cpuMsPerRequest,
    objectRequests: allObjectRequests,
    objectGbSeconds: (allObjectRequests * ASSUMED.objectMsPerRequest * ASSUMED.objectGb) / 1000,
    objectRowsWritten: objectRequests * ASSUMED.objectRowsPerRequest + tallies * ASSUMED.objectRowsPerTally,
    logEvents: (requests + allObjectRequests) * ASSUMED.logLinesPerRequest,
  };
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, each) => total + each, 0);
}
