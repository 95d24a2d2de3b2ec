import { z } from 'zod';
import { InstantSchema } from '../instant.ts';

/** A table as a backup has it. */
export const BackupTableSchema = z.object({
  name: z.string(),
  /** In the order of each row; `rowid` stands first where the table is known by it. */
  columns: z.array(z.string()),
  /** By what a row is known, and in what order the rows were read. */
  key: z.array(z.string()),
});

/** Everything else there is to make an empty database into the one that was backed up. */
export const BackupManifestSchema = z.object({
  format: z.literal(1),
  run: z.string(),
  startedAt: InstantSchema,
  finishedAt: InstantSchema,
  /** The line of history, and its last event that is in the backup: all tables are as they stood then. */
  epoch: z.string(),
  seq: z.int(),
  /** Tables that others refer to stand first. */
  tables: z.array(BackupTableSchema),
  /** What `sqlite_schema` says of tables, indexes and triggers. */
  schema: z.array(z.object({ type: z.string(), name: z.string(), sql: z.string() })),
  /** How far the numbers of AUTOINCREMENT had come; they are text because they may be larger than a number can be. */
  sequences: z.array(z.object({ name: z.string(), seq: z.string() })),
  /** How many parts there are of each table, in the order of `tables`. */
  rowParts: z.array(z.int()),
  changeParts: z.int(),
});

export type BackupTable = z.infer<typeof BackupTableSchema>;
export type BackupManifest = z.infer<typeof BackupManifestSchema>;

/** Each value as SQL writes it, so that none is rounded, cut off or taken for another type on its way. */
export const RowLineSchema = z.array(z.string());
/** A row as it stood at the end; null when it was gone. Of two lines about one row the later one counts. */
export const ChangeLineSchema = z.object({
  table: z.string(),
  key: z.array(z.string()),
  row: RowLineSchema.nullable(),
});

export type RowLine = z.infer<typeof RowLineSchema>;
export type ChangeLine = z.infer<typeof ChangeLineSchema>;

/** Names are made of moments, so their order is that of the runs. */
export const RunNameSchema = z.string().regex(/^\d{4}-\d{2}-\d{2}T\d{2}-\d{2}-\d{2}-\d{3}Z$/, 'is no name of a backup');

export const MANIFEST = 'manifest';
export const rowPart = (table: string, number: number) => `rows/${table}/${String(number).padStart(6, '0')}`;
export const changePart = (number: number) => `changes/${String(number).padStart(6, '0')}`;

/** Every part of a finished backup. */
export function partsOf({ tables, rowParts, changeParts }: BackupManifest): string[] {
  const count = (length: number) => Array.from({ length }, (_, at) => at);
  return [
    ...tables.flatMap(({ name }, table) => count(rowParts[table] ?? 0).map((at) => rowPart(name, at))),
    ...count(changeParts).map(changePart),
  ];
}

/** What an operator is told of a backup. */
export const BackupSchema = z.object({
  run: RunNameSchema,
  isFinished: z.boolean(),
  /** All three are null for one that is not finished, or that another key opens. */
  finishedAt: InstantSchema.nullable(),
  epoch: z.string().nullable(),
  seq: z.int().nullable(),
});
export const BackupsSchema = z.object({ backups: z.array(BackupSchema) });
export type Backup = z.infer<typeof BackupSchema>;
