import { PlainError } from '../local/plain-error.ts';
import { postgresAccount } from './postgres-account.ts';
import { postgresPrograms } from './postgres-programs.ts';
import { runProgram } from './run-program.ts';

/** Says why PostgreSQL can not be started on this machine, or null when it can. */
export async function ensurePostgres(): Promise<string | null> {
  try {
    const account = await postgresAccount();
    const { postgres } = await postgresPrograms(account);
    await runProgram(postgres, ['--version'], { account });
    return null;
  } catch (error) {
    const reason = error instanceof PlainError ? error.message : `the package for this machine is missing (${error})`;
    return `PostgreSQL can not be started: ${reason}; \`npm install\` with its install script allowed repairs it`;
  }
}
