import { drill } from './backup/drill.ts';

// `npm run drill`: a backup and its restore on this machine, with every row compared. `-- 5000` makes that many tasks a person.
const { differences, rows, tables, writtenMeanwhile, backupMs, restoreMs } = await drill({
  tasks: Number(process.argv[2] ?? 500),
  say: console.log,
});
const seconds = (ms: number) => `${(ms / 1000).toFixed(1)} s`;
console.log(`${rows} rows of ${tables} tables compared; ${writtenMeanwhile} tasks written during the backup`);
console.log(`backup ${seconds(backupMs)}, restore ${seconds(restoreMs)}`);
for (const line of differences.slice(0, 20)) console.log(line);
console.log(differences.length === 0 ? 'Not one differs.' : `${differences.length} differ.`);
process.exitCode = differences.length === 0 ? 0 : 1;
