import { type Backup, BackupManifestSchema, MANIFEST } from '#core/backup/manifest.ts';
import { openPart } from '../../backup/seal-part.ts';
import type { BackupDeps } from './backup-deps.ts';

/** Every backup there is, newest first; one without an end is running, or never came to it. */
export async function listBackups({ store, key }: Pick<BackupDeps, 'store' | 'key'>): Promise<Backup[]> {
  const backups: Backup[] = [];
  for (const run of (await store.runs()).reverse()) {
    const place = `${run}/${MANIFEST}`;
    const sealed = await store.get(place);
    // One that was sealed with an earlier key is there all the same.
    const text = sealed && (await openPart(key, place, sealed).catch(() => null));
    const manifest = text ? BackupManifestSchema.parse(JSON.parse(text)) : null;
    backups.push({
      run,
      isFinished: sealed !== null,
      finishedAt: manifest?.finishedAt ?? null,
      epoch: manifest?.epoch ?? null,
      seq: manifest?.seq ?? null,
    });
  }
  return backups;
}
