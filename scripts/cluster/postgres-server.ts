import { createHash, randomBytes } from 'node:crypto';
import { access, chown, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import pg from 'pg';
import { freePorts } from '../local/free-ports.ts';
import type { Account } from './account.ts';
import { canEnter, postgresAccount } from './postgres-account.ts';
import { postgresPrograms, SHARED_FOLDER } from './postgres-programs.ts';
import { runProgram } from './run-program.ts';
import { temporaryFolder } from './temporary-folder.ts';
import { startTied, type TiedProcess } from './tied-process.ts';
import { untilReady } from './until-ready.ts';

const NAME = 'carillon';
const RESTART_TRIES = 20;
/** No socket file, so that nothing but the port can collide. */
const SETTINGS = ['listen_addresses=127.0.0.1', 'unix_socket_directories='];

interface PostgresOptions {
  /** Kept; without one, a temporary folder that `stop` removes. */
  readonly dataDir?: string;
  /** 0 is any free one. */
  readonly port?: number;
}

/** A running PostgreSQL with an empty database and a user of its own. */
export interface PostgresServer {
  /** `postgres://…`, with the password. The user owns the server. */
  readonly url: string;
  readonly port: number;
  /** Where the data really is: for root, a folder that the `postgres` user can not enter is replaced. */
  readonly dataDir: string;
  /** Of the present process: another one after `restart`. */
  readonly pid: () => number;
  /** Settles when the present process is gone, by whatever cause. */
  readonly ended: () => Promise<void>;
  readonly stop: () => Promise<void>;
  readonly kill9: () => Promise<void>;
  readonly pause: () => void;
  readonly resume: () => void;
  /** The same data, port and password again, after `kill9` or in order. */
  readonly restart: () => Promise<void>;
  readonly logTail: () => string;
}

/** Starts one and returns when it answers a query. Call `ensurePostgres` first. */
export async function startPostgres(options: PostgresOptions = {}): Promise<PostgresServer> {
  const account = await postgresAccount();
  const { initdb, postgres } = await postgresPrograms(account);
  const wanted = options.dataDir ?? (await temporaryFolder('postgres'));
  if (account && options.dataDir === undefined) await chown(wanted, account.uid, account.gid);
  const dataDir = await reachableFolder(wanted, account);
  const password = await keptPassword(dataDir);
  const data = path.join(dataDir, 'data');
  await initialise({ initdb, data, password, account });
  const [free = 0] = await freePorts(1);
  const port = options.port || free;
  const urlOf = (database: string) => `postgres://${NAME}:${password}@127.0.0.1:${port}/${database}`;
  const start = async () => {
    const settings = SETTINGS.flatMap((setting) => ['-c', setting]);
    // SIGINT is its "fast shutdown": SIGTERM would wait for every client to leave.
    const program = await startTied({
      command: postgres,
      args: ['-D', data, '-p', String(port), ...settings],
      cwd: data,
      account,
      stopSignal: 'SIGINT',
    });
    await untilReady('PostgreSQL', program, () => answers(urlOf('postgres')));
    return program;
  };
  const run = async (triesLeft: number): Promise<TiedProcess> => {
    try {
      return await start();
    } catch (error) {
      // After `kill -9` its children live on for a moment, and a new one rightly refuses to start beside them.
      const isTooEarly = String(error).includes('shared memory block');
      if (!isTooEarly || triesLeft === 0) throw error;
      return run(triesLeft - 1);
    }
  };

  let program = await run(0);
  await createDatabase(urlOf('postgres'));
  return {
    url: urlOf(NAME),
    port,
    dataDir,
    pid: () => program.pid,
    ended: () => program.ended,
    stop: async () => {
      await program.stop();
      if (options.dataDir === undefined) await rm(dataDir, { recursive: true, force: true });
    },
    kill9: () => program.kill9(),
    pause: () => program.pause(),
    resume: () => program.resume(),
    restart: async () => {
      await program.stop();
      program = await run(RESTART_TRIES);
    },
    logTail: () => program.logTail(),
  };
}

async function reachableFolder(wanted: string, account: Account | undefined): Promise<string> {
  const folder = path.resolve(wanted);
  await mkdir(folder, { recursive: true });
  if (await canEnter(account, folder)) return folder;
  const name = createHash('sha256').update(folder).digest('hex').slice(0, 16);
  const replacement = path.join(SHARED_FOLDER, `data-${name}`);
  await mkdir(replacement, { recursive: true });
  return replacement;
}

/** Chosen once: the server only knows its hash, and the next start must know it too. */
async function keptPassword(folder: string): Promise<string> {
  const file = path.join(folder, 'password');
  await writeFile(file, randomBytes(18).toString('base64url'), { flag: 'wx', mode: 0o600 }).catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
  });
  return readFile(file, 'utf8');
}

interface Initialisation {
  readonly initdb: string;
  readonly data: string;
  readonly password: string;
  readonly account: Account | undefined;
}

/** Makes the cluster under another name and renames it, so that one whose making was killed is never taken for whole. */
async function initialise({ initdb, data, password, account }: Initialisation): Promise<void> {
  if (await exists(data)) return;
  const partial = `${data}.partial`;
  const passwordFile = `${data}.password`;
  await rm(partial, { recursive: true, force: true });
  await mkdir(partial, { mode: 0o700 });
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (account) {
    await chown(partial, account.uid, account.gid);
    await chown(passwordFile, account.uid, account.gid);
  }
  const flags = [`--pgdata=${partial}`, `--username=${NAME}`, `--pwfile=${passwordFile}`, '--auth=scram-sha-256'];
  // Its own collation: the same on every platform, whatever locales are installed.
  const locale = ['--encoding=UTF8', '--locale-provider=builtin', '--builtin-locale=C.UTF-8', '--locale=C'];
  await runProgram(initdb, [...flags, ...locale], { account, cwd: partial });
  await rm(passwordFile);
  await rename(partial, data);
}

async function createDatabase(url: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [NAME]);
    if (rowCount === 0) await client.query(`create database ${NAME}`);
  } finally {
    await client.end();
  }
}

async function answers(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  // A server that is still starting ends the connection: said again by the promise below.
  client.on('error', () => {});
  try {
    await client.connect();
    await client.query('select 1');
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => {});
  }
}

function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
