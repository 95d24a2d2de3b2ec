import { d1Database } from './d1-database.ts';
import type { Kernel } from './kernel.ts';
import { type Life, never } from './life.ts';
import type { MemoryD1, Statement } from './memory-d1.ts';
import type { Nemesis } from './nemesis.ts';

export interface RemoteD1Deps {
  memory: MemoryD1;
  kernel: Kernel;
  nemesis: Nemesis;
  /** Called in the moment in which a commit was written, whatever its writer gets to hear. */
  onCommit: () => void;
}

// Word for word what D1 says (application/db/d1-failure.ts tells them apart).
const LOST = ['D1_ERROR: Network connection lost.', 'D1_ERROR: D1 DB storage caused object to be reset.'] as const;
const OVERLOADED = 'D1_ERROR: D1 DB is overloaded. Too many requests queued.';

/** The database as one piece of running program reaches it: far away, and not always there. */
export function remoteD1({ memory, kernel, nemesis, onCommit }: RemoteD1Deps, life: Life): D1Database {
  const write = (statements: readonly Statement[]) => {
    const results = carryOut(memory, statements);
    if (!(results instanceof Error) && statements.some(isCommit)) onCommit();
    return results;
  };
  return d1Database(async (statements) => {
    const { beforeMs, afterMs, failure } = nemesis.d1Call(life);
    if (life.isOver()) return await never();
    if (beforeMs > 0) await kernel.sleep(beforeMs);
    const isArriving = failure === null || failure === 'lost after';
    // Killed while its call was on the way: the call arrives or not, the answer does not.
    if (life.isOver()) {
      if (isArriving && nemesis.coin()) write(statements);
      return await never();
    }
    if (!isArriving) throw new Error(failure === 'overloaded' ? OVERLOADED : LOST[0]);
    const results = write(statements);
    if (afterMs > 0) await kernel.sleep(afterMs);
    if (life.isOver()) return await never();
    if (results instanceof Error) throw results;
    if (failure === 'lost after') throw new Error(LOST[1]);
    return results;
  });
}

function carryOut(memory: MemoryD1, statements: readonly Statement[]) {
  try {
    return memory.execute(statements);
  } catch (error) {
    return error instanceof Error ? error : new Error(String(error));
  }
}

function isCommit({ query }: Statement): boolean {
  return query.startsWith('INSERT INTO events');
}
