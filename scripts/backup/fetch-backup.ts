import path from 'node:path';
import { openPart } from '../../application/backup/seal-part.ts';
import { BackupManifestSchema, MANIFEST, partsOf } from '../../core/backup/manifest.ts';
import { PlainError } from '../local/plain-error.ts';
import { backupKey, writePart } from './backup-folder.ts';

/** Brings a backup from a deployment into `folder/RUN`, as it is kept there. Answers that folder. */
export async function fetchBackup(wanted: {
  origin: string;
  operatorToken: string;
  run: string;
  folder: string;
}): Promise<string> {
  const { origin, operatorToken, run, folder } = wanted;
  const target = path.join(folder, run);
  const bring = async (part: string) => {
    const address = new URL('/api/operator/backups/part', origin);
    address.search = new URLSearchParams({ run, part }).toString();
    const answer = await fetch(address, { headers: { authorization: `Bearer ${operatorToken}` }, redirect: 'error' });
    if (!answer.ok) throw new PlainError(`${part} of ${run}: ${origin} answered ${answer.status}.`);
    const bytes = new Uint8Array(await answer.arrayBuffer());
    await writePart(target, part, bytes);
    return bytes;
  };
  const manifest = await openPart(await backupKey(), `${run}/${MANIFEST}`, await bring(MANIFEST));
  for (const part of partsOf(BackupManifestSchema.parse(JSON.parse(manifest)))) await bring(part);
  return target;
}
