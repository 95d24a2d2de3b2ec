import type { BackupStore } from './backup-store.ts';

const REMOVED_AT_A_TIME = 1000;

/** Backups in an R2 bucket. */
export function createR2BackupStore(bucket: R2Bucket): BackupStore {
  return {
    async put(name, bytes) {
      await bucket.put(name, bytes);
    },
    async get(name) {
      const found = await bucket.get(name);
      return found && new Uint8Array(await found.arrayBuffer());
    },
    async writtenAtMs(name) {
      return (await bucket.head(name))?.uploaded.getTime() ?? null;
    },
    async runs() {
      const runs: string[] = [];
      for (let cursor: string | undefined; ; ) {
        const page = await bucket.list({ delimiter: '/', ...(cursor !== undefined && { cursor }) });
        runs.push(...page.delimitedPrefixes.map((prefix) => prefix.slice(0, -1)));
        if (!page.truncated) return runs.sort();
        cursor = page.cursor;
      }
    },
    async remove(run) {
      // The manifest goes first: a run that is half gone must not look like a whole one.
      await bucket.delete(`${run}/manifest`);
      const page = await bucket.list({ prefix: `${run}/`, limit: REMOVED_AT_A_TIME });
      if (page.objects.length > 0) await bucket.delete(page.objects.map(({ key }) => key));
      return !page.truncated;
    },
  };
}
