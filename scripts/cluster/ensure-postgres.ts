import { PlainError } from '../local/plain-error.ts';
import type { Account } from './account.ts';
import { postgresAccount } from './postgres-account.ts';
import { postgresPrograms } from './postgres-programs.ts';
import { runProgram } from './run-program.ts';

/** Says why PostgreSQL can not be started on this machine, or null when it can. */
export async function ensurePostgres(): Promise<string | null> {
  let account: Account | undefined;
  try {
    account = await postgresAccount();
  } catch (error) {
    return `PostgreSQL can not be started: root needs a system user \`postgres\` to run it as (${textOf(error)})`;
  }
  try {
    const { postgres } = await postgresPrograms(account);
    await runProgram(postgres, ['--version'], { account });
    return null;
  } catch (error) {
    return `PostgreSQL can not be started: ${textOf(error)}; \`npm install\` with its install script allowed repairs it`;
  }
}

function textOf(error: unknown): string {
  return error instanceof PlainError ? error.message : String(error);
}
