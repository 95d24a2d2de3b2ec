import type { StartBridge } from '../bridge-process.ts';
import { ROLES, type Schedule } from './schedule.ts';
import { openStage, type Stage } from './stage.ts';

/**
 * Lets `work` happen on a stage of its own.
 *
 * @throws Error with the title, what was found to be wrong, and the last complaints of each process
 */
export async function onStage<Result>(
  title: string,
  transport: Schedule['transport'],
  work: (stage: Stage) => Promise<Result>,
  launch?: StartBridge,
): Promise<Result> {
  const stage = await openStage({ transport, launch });
  try {
    return await work(stage);
  } catch (error) {
    const complaints = ROLES.flatMap((name) => stage.roles[name].complaints());
    const said = error instanceof Error ? error.message : String(error);
    throw new Error([title, said, ...complaints].join('\n'), { cause: error });
  } finally {
    await stage.close();
  }
}
