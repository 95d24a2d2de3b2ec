import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { z } from 'zod';
import { signUp, withDatabase } from '../../test/e2e-client.ts';
import { startCarillon } from '../../test/e2e-harness.ts';
import { wranglerProgram } from '../deploy/wrangler.ts';
import { project } from '../local/project.ts';
import { openBackupFolder } from './backup-folder.ts';
import { compareDumps, dumpDatabase } from './compare-databases.ts';
import { fetchBackup } from './fetch-backup.ts';
import { restoreBackup } from './restore-backup.ts';

/** What a drill found. */
export interface DrillReport {
  readonly tables: number;
  readonly rows: number;
  /** Rows that are not the same in both, by table; empty when the restore is right. */
  readonly differences: readonly string[];
  /** How many tasks people wrote while the backup was made. */
  readonly writtenMeanwhile: number;
  readonly backupMs: number;
  readonly restoreMs: number;
}

/**
 * The whole of it on this machine: an instance with accounts and tasks, a backup while people go on writing, the
 * backup fetched and restored into an empty database, and every row of every table compared with the original.
 */
export async function drill({ tasks, say }: { tasks: number; say: (line: string) => void }): Promise<DrillReport> {
  const key = randomBytes(32).toString('base64url');
  // Of this process: what reads sealed parts takes it from there, as an operator would have it.
  process.env.BACKUP_KEY = key;
  const carillon = await startCarillon({ vars: { BACKUP_KEY: key } });
  const folder = await mkdtemp(path.join(tmpdir(), 'carillon-drill-'));
  try {
    const operator = operatorOf(carillon.origin, carillon.operatorToken);
    const people = await Promise.all(['UTC', 'Asia/Karachi'].map((zone) => signUp(carillon.origin, zone)));
    const write = async (title: string) => {
      for (const person of people) await person.command([{ type: 'task.create', title }]);
    };
    for (let from = 0; from < tasks; from += 100) {
      const some = Array.from({ length: Math.min(100, tasks - from) }, (_, at) => `Ünï “task” ${from + at} 🛎️`);
      for (const person of people) await person.command(some.map((title) => ({ type: 'task.create', title })));
    }
    say(`${tasks * people.length} tasks are there`);

    const startMs = performance.now();
    const { run } = RunSchema.parse(await operator('POST', '/backups'));
    let isOver = false;
    let writtenMeanwhile = 0;
    const writing = (async () => {
      while (!isOver) await write(`meanwhile ${writtenMeanwhile++}`);
    })();
    // The first turn reads the tables, while people write; the second what changed, and the end of the log.
    await carillon.tickCron('* * * * *');
    await write('after the tables were read');
    isOver = true;
    await writing;
    for (let turn = 0; turn < 10 && !(await isFinished(operator, run)); turn++) await carillon.tickCron('* * * * *');
    const backupMs = performance.now() - startMs;
    say(`${run} is finished; ${writtenMeanwhile * people.length} tasks were written meanwhile`);

    const { origin, operatorToken } = carillon;
    const fetched = await fetchBackup({ origin, operatorToken, run, folder });
    await carillon.killHard();
    const restored = path.join(folder, 'state');
    const restoreStartMs = performance.now();
    const backup = await openBackupFolder(fetched);
    await restoreBackup(wranglerProgram(), backup, ['--local', '--persist-to', restored, '--config', project.config]);
    const restoreMs = performance.now() - restoreStartMs;
    const compared = compareDumps(
      await withDatabase(carillon.state, dumpDatabase),
      await withDatabase(restored, dumpDatabase),
    );
    return { ...compared, writtenMeanwhile: writtenMeanwhile * people.length, backupMs, restoreMs };
  } finally {
    await carillon.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

const RunSchema = z.object({ run: z.string() });
const ListSchema = z.object({ backups: z.array(z.object({ run: z.string(), isFinished: z.boolean() })) });
type Operator = (method: string, at: string) => Promise<unknown>;

function operatorOf(origin: string, token: string): Operator {
  return async (method, at) => {
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const answer = await fetch(`${origin}/api/operator${at}`, {
      method,
      headers,
      ...(method === 'POST' && { body: '{}' }),
    });
    if (!answer.ok) throw new Error(`${at} answered ${answer.status}: ${await answer.text()}`);
    return await answer.json();
  };
}

async function isFinished(operator: Operator, run: string): Promise<boolean> {
  const { backups } = ListSchema.parse(await operator('GET', '/backups'));
  return backups.some((each) => each.run === run && each.isFinished);
}
