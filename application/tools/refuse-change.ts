import { AppError, type Refusal } from '#core/errors.ts';
import type { PlannedCommand } from '#core/plan/plan.ts';

/** A refusal of commands as the caller of a tool can use it: the cause first, and where in the input each stands. */
export function refuseChange(refused: ReadonlyMap<number, Refusal>, commands: readonly PlannedCommand[]): AppError {
  const causes = [...refused.entries()].filter(([, { code }]) => code !== 'batch_aborted').sort(([a], [b]) => a - b);
  const [, first] = causes[0] ?? [];
  if (!first) return new AppError('internal', 'A call was refused without a cause.');
  const errors = causes.flatMap(([at, { detail, errors: own = [] }]) => {
    const path = commands[at]?.pointer ?? '';
    if (own.length === 0) return [{ path, message: detail }];
    return own.map((error) => ({
      path,
      message: error.path === '' ? error.message : `${error.path} ${error.message}`,
    }));
  });
  return new AppError(first.code, `${first.detail} Nothing was changed.`, { errors });
}
