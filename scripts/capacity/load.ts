import { PEOPLE, type Person } from '../cost/people.ts';

/** What people do, as far as it is load. All of it is a guess, but for what the simulation says. */
export interface Load {
  /** Accounts. */
  readonly users: number;
  /** Of all accounts, who is what kind of person (docs/cost.md) on a day; who is none of them is away. 0 to 1 each. */
  readonly shares: Readonly<Record<Person['name'], number>>;
  readonly eventsPerChange: number;
  /** Mails, and calls of webhooks. */
  readonly notificationsPerRing: number;
  /** Of all events, those on the topic `reminders`; 0 to 1. */
  readonly reminderEventShare: number;
  /** The busiest hour over the mean of a day. */
  readonly peakFactor: number;
  /** Of a day's notifications, those that are due in one and the same minute, such as nine o'clock; 0 to 1. */
  readonly sameMinuteShare: number;
}

/**
 * Events for each change and notifications for each ringing are those of the simulation's calm people (`npm run simulate
 * -- --seed N --users 12 --days 30 --profile calm`, N of 1 and 2): 3,454 events of 1,835 commands; 181 sent of 477 that rang.
 */
export const MILLION: Load = {
  users: 1_000_000,
  shares: { light: 0.35, usual: 0.14, heavy: 0.01 },
  eventsPerChange: 1.9,
  notificationsPerRing: 0.38,
  reminderEventShare: 0.4,
  peakFactor: 4,
  sameMinuteShare: 0.05,
};

/** What an account does on a day in the mean of all, those that are away among them. */
export interface MeanAccount {
  readonly changes: number;
  readonly rings: number;
  /** Open ones, and those of a year that are done. */
  readonly tasks: number;
}

const DAYS_KEPT = 365;

export function meanAccount({ shares }: Pick<Load, 'shares'>, people: readonly Person[] = PEOPLE): MeanAccount {
  const light = people.find(({ name }) => name === 'light');
  const away = 1 - Object.values(shares).reduce((sum, share) => sum + share, 0);
  const mean = (of: (person: Person) => number) => people.reduce((sum, each) => sum + shares[each.name] * of(each), 0);
  return {
    changes: mean(({ changes }) => sumOf(Object.values(changes))),
    rings: mean(({ rings }) => rings),
    tasks: mean((each) => Number(each.tasks) + DAYS_KEPT * createdBy(each)) + away * Number(light?.tasks ?? 0),
  };
}

function createdBy({ changes }: Person): number {
  return sumOf(Object.entries(changes).map(([name, times]) => (/create|add a task/.test(name) ? times : 0)));
}

function sumOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0);
}

/** What is not taken from a role, so that it catches up after a pause: plans are made with the rest. */
export const HEADROOM = 0.5;

/**
 * What a role waits for elsewhere, in seconds; guesses for machines that are apart from each other. A page of the feed, of
 * which one is read while the last one is published; a claim, its try and its report, as many at a time as
 * `notifier.concurrency`; a transaction of `archiver.batchEvents` rows.
 */
export const WAITS = { page: 0.5, delivery: 0.5, batch: 0.25 } as const;

/** Of a D1 database; it cannot be had larger. */
export const EDGE_DATABASE_BYTES = 10e9;
/** The rest is for a plan to be carried out in. */
export const EDGE_DATABASE_SHARE = 0.8;
/** D1 does one thing at a time. A guess for the platform; what is local says nothing about it. */
export const EDGE_MS_PER_CHANGE = 5;

export const KAFKA_KEEP_DAYS = 7;
export const KAFKA_COPIES = 3;
/** Compaction begins when half of a partition is outdated. */
export const KAFKA_COMPACTED_FACTOR = 2;
/** What a broker is usually given at most, copies counted. */
export const PARTITIONS_PER_BROKER = 4_000;
