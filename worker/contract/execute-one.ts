import type { Context } from 'hono';
import type { UserServices } from '#application/services.ts';
import type { Command } from '#core/command/command.ts';
import type { CommandDone } from '#core/command/reply.ts';
import { AppError, invariant } from '#core/errors.ts';
import type { HttpEnv } from '../http-env.ts';
import { matchableVersions } from './entity-tag.ts';

const KEY = /^[\x21-\x7e]{1,255}$/;

/**
 * Carries out the one command of a route: `Idempotency-Key` is its key, `If-Match` the version it is meant for.
 *
 * @param currentVersion reads the version of what the command is about; asked only when `If-Match` names several
 * @throws AppError the refusal, when it is refused
 */
export async function executeOne(
  call: { ctx: Context<HttpEnv>; user: UserServices },
  command: Command,
  currentVersion?: () => Promise<number>,
): Promise<CommandDone> {
  const { ctx, user } = call;
  const ifMatch = ctx.req.header('if-match');
  const versions = currentVersion === undefined ? undefined : matchableVersions(ifMatch);
  const ifVersion = await chooseVersion(versions, currentVersion);
  const conditional = ifVersion === undefined ? command : { ...command, ifVersion };
  // The key stands for what the client sent: which of the versions it named was current is not part of that.
  const request = versions === undefined ? command : { ...command, ifMatch };
  const [reply] = await user.execute([{ key: idempotencyKey(ctx), command: conditional, request }]);
  invariant(reply, 'every command has a reply');
  if (reply.status === 'refused') throw AppError.from(reply);
  return reply;
}

async function chooseVersion(
  versions: number[] | undefined,
  currentVersion?: () => Promise<number>,
): Promise<number | undefined> {
  if (versions === undefined || versions.length <= 1 || currentVersion === undefined) return versions?.[0];
  const current = await currentVersion();
  return versions.includes(current) ? current : versions[0];
}

/** The `Idempotency-Key` of a request; null when there is none. @throws AppError when it is not well formed */
export function idempotencyKey(ctx: Context<HttpEnv>): string | null {
  const key = ctx.req.header('idempotency-key');
  if (key === undefined) return null;
  if (KEY.test(key)) return key;
  const errors = [{ path: 'Idempotency-Key', message: 'must be 1 to 255 visible ASCII characters' }];
  throw new AppError('validation_failed', 'The idempotency key is not well formed.', { errors });
}
