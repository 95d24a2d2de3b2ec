import type { Account } from './account.ts';
import { runProgram } from './run-program.ts';

const NAME = 'postgres';

/** PostgreSQL refuses to run as root: root runs it as this system user, which is made when missing. Others run it as themselves. */
export async function postgresAccount(): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  return findAccount().catch(async () => {
    await runProgram('useradd', ['--system', '--user-group', '--no-create-home', NAME]);
    return findAccount();
  });
}

/** Whether the account may enter the folder: root's own home, for one, is closed to it. */
export function canEnter(account: Account | undefined, folder: string): Promise<boolean> {
  return runProgram('test', ['-x', folder], { account }).then(
    () => true,
    () => false,
  );
}

async function findAccount(): Promise<Account> {
  const id = async (flag: string) => Number(await runProgram('id', [flag, NAME]));
  return { uid: await id('-u'), gid: await id('-g') };
}
