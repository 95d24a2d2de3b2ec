import pg from 'pg';
import type { Secret } from '../../config/secret.ts';
import { ArchiveUnavailable, RowsRefused } from './archive-error.ts';

/** A connection within a transaction. */
export type ArchiveClient = Pick<pg.ClientBase, 'query'>;

interface TransactionOptions {
  /** How long one statement may take, waiting for locks included. */
  readonly timeoutMs?: number;
  readonly isReadOnly?: boolean;
}

/** The PostgreSQL of the archive. */
export interface ArchiveDatabase {
  /**
   * Commits what `work` did, or nothing of it. A commit whose answer got lost may have happened: whoever tries again
   * has to find that out. One that is read-only sees the archive as it was at its first question.
   *
   * @throws RowsRefused, ArchiveUnavailable
   */
  readonly transaction: <Result>(
    work: (client: ArchiveClient) => Promise<Result>,
    options?: TransactionOptions,
  ) => Promise<Result>;
  readonly close: () => Promise<void>;
}

const CONNECT_TIMEOUT_MS = 5_000;
const STATEMENT_TIMEOUT_MS = 20_000;
// The server is asked to give up first; this is for one that does not answer at all (half-open TCP).
const SILENCE_TIMEOUT_MS = 25_000;
// An archiver that sleeps in the middle of a transaction must not keep the lock of all others.
const IDLE_TIMEOUT_MS = 15_000;
const MAX_CONNECTIONS = 5;
// What the server says of values that no later try makes any better: data exceptions, and a row too large for an index.
// https://www.postgresql.org/docs/current/errcodes-appendix.html
const REFUSED = /^(22...|54000)$/;

/**
 * Connects as the URL says at that moment: one that lies in a file may be rotated.
 *
 * @param options.silenceTimeoutMs after which a server that says nothing is given up
 */
export function archiveDatabase(
  url: Secret,
  { silenceTimeoutMs = SILENCE_TIMEOUT_MS }: { silenceTimeoutMs?: number } = {},
): ArchiveDatabase {
  let current: { url: string; pool: pg.Pool } | null = null;
  const openPool = async (): Promise<pg.Pool> => {
    const text = await url.read();
    if (current?.url === text) return current.pool;
    const last = current?.pool;
    current = { url: text, pool: newPool(text, silenceTimeoutMs) };
    // Ends when the last question of the old one has been answered; nobody has to wait for that.
    last?.end().catch(() => undefined);
    return current.pool;
  };
  return {
    async transaction(work, { timeoutMs = STATEMENT_TIMEOUT_MS, isReadOnly = false } = {}) {
      let connection: pg.PoolClient | null = null;
      let failure: unknown = null;
      try {
        const pool = await openPool();
        connection = await pool.connect();
        await connection.query(beginning(timeoutMs, isReadOnly));
        const result = await work(connection);
        await connection.query('COMMIT');
        return result;
      } catch (error) {
        failure = error;
        throw toArchiveError(error);
      } finally {
        // One that failed within a transaction is thrown away; the server rolls back.
        connection?.release(failure !== null);
      }
    },
    async close() {
      await current?.pool.end();
      current = null;
    },
  };
}

function newPool(url: string, silenceTimeoutMs: number): pg.Pool {
  refuseUnverified(url);
  const pool = new pg.Pool({
    connectionString: url,
    max: MAX_CONNECTIONS,
    connectionTimeoutMillis: CONNECT_TIMEOUT_MS,
    query_timeout: silenceTimeoutMs,
    keepAlive: true,
    // A question that comes while the program ends must not keep it alive.
    allowExitOnIdle: true,
    application_name: 'carillon-archiver',
  });
  // A connection that dies says so to whoever is using it; without a listener Node would end the process as well.
  pool.on('connect', (client) => client.on('error', () => undefined));
  pool.on('error', () => undefined);
  return pool;
}

/** @throws ArchiveUnavailable for an address that would connect to whoever answers there */
function refuseUnverified(url: string): void {
  const parameters = URL.canParse(url) ? new URL(url).searchParams : null;
  if (parameters === null) throw new ArchiveUnavailable('DATABASE_URL is no URL such as postgres://user@host/database');
  if (parameters.get('sslmode') === 'no-verify' || parameters.has('uselibpqcompat'))
    throw new ArchiveUnavailable('DATABASE_URL switches the verification of certificates off: use sslmode=verify-full');
}

function beginning(timeoutMs: number, isReadOnly: boolean): string {
  const settings = {
    statement_timeout: timeoutMs,
    idle_in_transaction_session_timeout: IDLE_TIMEOUT_MS,
    // Acknowledged has to mean on disk, whatever the server is set to: offsets are committed on the strength of it.
    synchronous_commit: 'on',
  };
  return [
    isReadOnly ? 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY' : 'BEGIN',
    ...Object.entries(settings).map(([name, value]) => `SET LOCAL ${name} = ${value}`),
  ].join('; ');
}

function toArchiveError(error: unknown): unknown {
  if (!(error instanceof pg.DatabaseError)) {
    return error instanceof ArchiveUnavailable ? error : new ArchiveUnavailable('the archive does not answer', error);
  }
  const said = `the archive says ${error.code}: ${error.message}`;
  return REFUSED.test(error.code ?? '') ? new RowsRefused(said) : new ArchiveUnavailable(said);
}
