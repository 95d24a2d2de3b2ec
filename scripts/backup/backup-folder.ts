import { mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { importBackupKey, openPart } from '../../application/backup/seal-part.ts';
import { type BackupManifest, BackupManifestSchema, MANIFEST, RunNameSchema } from '../../core/backup/manifest.ts';
import { PlainError } from '../local/plain-error.ts';

/** A backup as it lies in a folder: what the bucket has under its name, still sealed. */
export interface BackupFolder {
  readonly manifest: BackupManifest;
  /** The text of a part. @throws when it is missing, was changed, or the key is another one */
  readonly read: (part: string) => Promise<string>;
}

/** @param folder ends in the name of the run, with which every part is sealed */
export async function openBackupFolder(folder: string): Promise<BackupFolder> {
  const run = path.basename(path.resolve(folder));
  if (!RunNameSchema.safeParse(run).success) throw new PlainError(`${folder} does not end in the name of a backup.`);
  const key = await backupKey();
  const read = async (part: string) =>
    await openPart(key, `${run}/${part}`, new Uint8Array(await readFile(path.join(folder, part))));
  return { manifest: BackupManifestSchema.parse(JSON.parse(await read(MANIFEST))), read };
}

/** Made from BACKUP_KEY. */
export async function backupKey(): Promise<CryptoKey> {
  const secret = process.env.BACKUP_KEY;
  if (!secret) throw new PlainError('BACKUP_KEY is not set: backups are sealed with it.');
  return await importBackupKey(secret);
}

export async function writePart(folder: string, part: string, bytes: Uint8Array): Promise<void> {
  const file = path.join(folder, part);
  await mkdir(path.dirname(file), { recursive: true });
  await writeFile(file, bytes);
}
