import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { z } from 'zod';
import { project } from '../local/project.ts';

export const MEASURED_ROLES = ['mirror', 'notifier', 'archiver'] as const;
export type MeasuredRole = (typeof MEASURED_ROLES)[number];

/** What rounds came to: the least, the middle one, the most. */
const SpreadSchema = z.strictObject({
  low: z.number().nonnegative(),
  middle: z.number().nonnegative(),
  high: z.number().nonnegative(),
});
export type Spread = z.infer<typeof SpreadSchema>;

/** One role, in a process of its own. */
const RoleMeasuredSchema = z.strictObject({
  /** What it was held to. */
  limits: z.strictObject({ cores: z.number().positive(), memoryMiB: z.number().positive() }),
  rounds: z.int().positive(),
  /** Of these the second and third quarter of each round count: a process is slower before its code is compiled. */
  itemsARound: z.int().positive(),
  /** CPU time of all threads of the process, in seconds for a thousand items. */
  cpuSecondsPerThousand: SpreadSchema,
  /** By the clock, while edge, broker, database and whoever else works on the machine take the rest of it. */
  perSecond: SpreadSchema,
  /** The most memory it ever held, in MiB. */
  peakMiB: SpreadSchema,
  /** From the start of the process until /ready answers 200, in ms. */
  readyMs: SpreadSchema,
  /** From SIGTERM in the middle of its work until it was gone, in ms. */
  drainMs: SpreadSchema,
});
export type RoleMeasured = z.infer<typeof RoleMeasuredSchema>;

/** What `npm run bench -- capacity --keep` found. */
export const MeasuredSchema = z.strictObject({
  on: z.iso.date(),
  machine: z.string(),
  /** Whether the roles ran in containers of the image, held to the chart's limits, or as mere processes of the bundle. */
  how: z.enum(['image', 'bundle']),
  /** Null without a container engine. */
  imageMB: z.number().positive().nullable(),
  mirror: RoleMeasuredSchema,
  notifier: RoleMeasuredSchema,
  archiver: RoleMeasuredSchema,
  /** For how much of the time the archiver held the lock of the chains, of which there is one for all archivers; 0 to 1. */
  archiveLockShare: z.number().min(0).max(1),
  /** What one of each takes on disk, in bytes, indexes and all. */
  bytes: z.strictObject({
    /** An event in the database of the edge, with the record of its command. */
    edgeEvent: z.number().positive(),
    /** A task there, without its events. */
    edgeTask: z.number().positive(),
    /** A record of `task-events`, of `reminders`, of `task-updates`, in one copy. */
    taskEvent: z.number().positive(),
    reminderEvent: z.number().positive(),
    taskState: z.number().positive(),
    archiveRow: z.number().positive(),
  }),
});
export type Measured = z.infer<typeof MeasuredSchema>;

export const MEASURED_FILE = path.join(project.root, 'bench/results/capacity.json');

export async function readMeasured(): Promise<Measured> {
  return MeasuredSchema.parse(JSON.parse(await readFile(MEASURED_FILE, 'utf8')));
}
