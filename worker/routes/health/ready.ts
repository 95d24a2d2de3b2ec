import { hasMigration } from '#application/db/queries/has-migration.ts';
import { AppError } from '#core/errors.ts';
import { ReadinessSchema } from '#core/health.ts';
import { endpoint } from '../../contract/endpoint.ts';
import type { HttpEnv } from '../../http-env.ts';
import type { Services } from '../../services.ts';
import { version } from '../../version.ts';
import { withTimeout } from '../../with-timeout.ts';
import { NEWEST_MIGRATION } from './newest-migration.ts';

const TIMEOUT_MS = 2000;
/** A hub of nobody: asking it proves the binding and wakes no user's. */
const PROBED_HUB = 'readiness';

export const ready = endpoint(
  {
    method: 'get',
    path: '/ready',
    operationId: 'ready',
    summary: 'Whether the Worker can do its work',
    description:
      'Asks each part it needs: the database, its migrations, the hubs. The first that does not answer is named.',
    section: 'Service',
    access: 'public',
    answer: { status: 200, description: 'Every part answers.', schema: ReadinessSchema },
    problems: ['unavailable'],
  },
  async ({ ctx, services }) => {
    await ask(services, 'database', 'The database does not answer.', () =>
      services.db.$client.prepare('SELECT 1').run(),
    );
    const isMigrated = await ask(services, 'migrations', 'The migrations cannot be read.', () =>
      hasMigration(services.db, NEWEST_MIGRATION),
    );
    if (!isMigrated) throw notReady('migrations', 'The newest migration has not been applied.');
    await ask(services, 'hub', 'The hubs do not answer.', () => probeHub(ctx.env));
    return {
      body: { status: 'ready' as const, version, parts: { database: 'ok', migrations: 'ok', hub: 'ok' } as const },
    };
  },
);

async function probeHub(env: HttpEnv['Bindings']): Promise<void> {
  await env.USER_HUB.getByName(PROBED_HUB).status();
}

/** Asks one part. What exactly went wrong is for the log, not for whoever asks. */
async function ask<Result>(
  services: Services,
  part: string,
  message: string,
  question: () => Promise<Result>,
): Promise<Result> {
  try {
    return await withTimeout(question(), TIMEOUT_MS, part);
  } catch (error) {
    services.log.write({ event: 'readiness.failed', part, error: error instanceof Error ? error.name : typeof error });
    throw notReady(part, message, error);
  }
}

function notReady(part: string, message: string, cause?: unknown): AppError {
  return new AppError('unavailable', message, { errors: [{ path: part, message: 'is not ready' }], cause });
}
