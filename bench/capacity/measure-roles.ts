import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { z } from 'zod';
import { TOPICS } from '#core/feed/topics.ts';
import { type BareKafka, openBareKafka } from '../bare-kafka.ts';
import { median } from '../pairs.ts';
import { newPeople, type Person, remind, ring, work } from './people.ts';
import { type CapacityStage, CONSUMER } from './stage.ts';
import { type Round, sumOf, watchWork } from './watch-work.ts';

/** How much is done in each round, and how often at most. */
export interface Size {
  readonly rounds: number;
  readonly events: number;
  readonly people: number;
  /** Reminders of each, which are a mail and a call. */
  readonly rings: number;
}

/** The rounds of each role, and what things take on disk, in bytes. */
export interface Found {
  readonly rounds: Readonly<Record<'mirror' | 'archiver' | 'notifier', readonly Round[]>>;
  readonly archiveLockShare: number;
  readonly bytes: Readonly<
    Record<'edgeEvent' | 'edgeTask' | 'taskEvent' | 'reminderEvent' | 'taskState' | 'archiveRow', number>
  >;
}

const PEOPLE = 'people.';
/** No role begins another round after that: on a machine with much else to do one has to be enough. */
const BUDGET_MS = 60_000;
const PATIENCE_MS = 120_000;
const LOOK_EVERY_MS = 50;
const BATCH_SECONDS = /^carillon_archive_batch_seconds_sum (\S+)$/gm;
const ARCHIVED = /^carillon_archive_events_total (\d+)$/gm;
const FAILED = /^carillon_notifier_deliveries_total\{[^}]*outcome="(?:failed|refused)"[^}]*\} (\d+)$/gm;
const RowSchema = z.tuple([z.object({ bytes: z.coerce.number(), rows: z.coerce.number() })]);
const ROW_BYTES = `SELECT (SELECT sum(pg_total_relation_size(inhrelid)) FROM pg_inherits
    WHERE inhparent = 'events'::regclass) AS bytes, (SELECT count(*) FROM events) AS rows`;

/** Lets each role work alone, one after the other, on what the edge has written meanwhile. */
export async function measureRoles(stage: CapacityStage, size: Size): Promise<Found> {
  const bare = await openBareKafka(stage.broker.bootstrap);
  try {
    const people = await settle(stage, size);
    const { seq: outage } = await stage.place();
    const edge = await work(stage, people, size.events);
    const mirror = await measureMirror(stage, size, outage);
    const { rounds: archiver, archiveRow, archiveLockShare } = await measureArchiver(stage, bare, mirror.length);
    const taskEvent = await recordBytes(stage, bare, `${prefixOf(1)}task-events`);
    const taskState = await recordBytes(stage, bare, `${prefixOf(1)}task-updates`);
    for (const [at] of mirror.entries()) await bare.deleteTopics(TOPICS.map((topic) => `${prefixOf(at + 1)}${topic}`));
    const notifier = await measureNotifier(stage, people, size);
    const reminderEvent = await recordBytes(stage, bare, `${PEOPLE}reminders`);
    return {
      rounds: { mirror, archiver, notifier },
      archiveLockShare,
      bytes: { ...edge, taskEvent, reminderEvent, taskState, archiveRow },
    };
  } finally {
    await bare.close();
  }
}

const prefixOf = (round: number) => `round-${round}.`;

/** Lets `round` happen as often as asked for and as there is time. */
async function inRounds(count: number, round: (nth: number) => Promise<Round>): Promise<Round[]> {
  const rounds: Round[] = [];
  const untilMs = performance.now() + BUDGET_MS;
  do rounds.push(await round(rounds.length + 1));
  while (rounds.length < count && performance.now() < untilMs);
  return rounds;
}

/** People with reminders, made while everything works; then nothing does, and the mirror has the log behind it. */
async function settle(stage: CapacityStage, size: Size): Promise<Person[]> {
  const mirror = await stage.start('mirror', PEOPLE);
  // From here on everything that is committed is an event of the feed.
  await mirror.untilLogged('mirror.snapshot_finished');
  const notifier = await stage.start('notifier', PEOPLE);
  const people = await newPeople(stage, size.people);
  await remind(people, size.rings * size.rounds);
  await untilMirrored(stage);
  await notifier.end();
  await mirror.end();
  return people;
}

async function measureMirror(stage: CapacityStage, size: Size, outage: number): Promise<Round[]> {
  const { head } = await stage.place();
  return await inRounds(size.rounds, async (nth) => {
    const rewound = await fetch(`${stage.worker.bareOrigin}/rewind?consumer=${CONSUMER}&seq=${outage}`);
    if (!rewound.ok) throw new Error(`the mirror could not be put back: ${await rewound.text()}`);
    return await watchWork('mirror', await stage.start('mirror', prefixOf(nth)), head - outage);
  });
}

/** @param mirrored how many prefixes have been published to */
async function measureArchiver(stage: CapacityStage, bare: BareKafka, mirrored: number) {
  const rounds = await inRounds(mirrored, async (nth) => {
    // What its mirror got done before it was asked to end, and the marks of transactions.
    const records = await bare.countRecords(`${prefixOf(nth)}task-events`);
    return await watchWork('archiver', await stage.start('archiver', prefixOf(nth)), records * 0.95);
  });
  const shares = rounds.map(({ metrics, perSecond }) => {
    // Seconds in which it wrote, for each row, against seconds for each row.
    return Math.min(1, (sumOf(metrics, BATCH_SECONDS) / sumOf(metrics, ARCHIVED)) * perSecond);
  });
  const [{ bytes, rows }] = RowSchema.parse(await stage.ask(prefixOf(1), ROW_BYTES));
  return { rounds, archiveRow: bytes / rows, archiveLockShare: median(shares) };
}

async function measureNotifier(stage: CapacityStage, people: readonly Person[], size: Size): Promise<Round[]> {
  return await inRounds(size.rounds, async () => {
    const mirror = await stage.start('mirror', PEOPLE);
    await ring(people, size.rings);
    await untilMirrored(stage);
    await mirror.end();
    const round = await watchWork('notifier', await stage.start('notifier', PEOPLE), 2 * size.rings * size.people);
    const failed = sumOf(round.metrics, FAILED);
    if (failed > 0) throw new Error(`${failed} tries of the notifier failed`);
    return round;
  });
}

async function untilMirrored(stage: CapacityStage): Promise<void> {
  const untilMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const { seq, head } = await stage.place();
    if (seq >= head) return;
    if (performance.now() > untilMs) throw new Error(`the mirror stands at ${seq} of ${head}`);
    await delay(LOOK_EVERY_MS);
  }
}

/** What a record of a topic takes on the disk of the broker. */
async function recordBytes({ broker }: CapacityStage, bare: BareKafka, topic: string): Promise<number> {
  const log = path.join(broker.dataDir, 'log');
  const folders = (await readdir(log)).filter((name) => name.replace(/-\d+$/, '') === topic);
  let bytes = 0;
  for (const folder of folders)
    for (const file of await readdir(path.join(log, folder)))
      if (file.endsWith('.log')) bytes += (await stat(path.join(log, folder, file))).size;
  return bytes / (await bare.countRecords(topic));
}
