import { type Context, Hono } from 'hono';
import { EventIdSchema } from '#core/ids.ts';
import type { Secret } from '../../../config/secret.ts';
import { problem } from '../../../http/problem.ts';
import type { ArchiveDatabase } from '../archive-database.ts';
import { ArchiveUnavailable } from '../archive-error.ts';
import { openCursor, sealPlace } from './audit-cursor.ts';
import { readAuditQuery } from './audit-query.ts';
import { admittedToken } from './audit-token.ts';
import { selectEvent, selectEvents } from './select-events.ts';
import { toAuditedEvent } from './to-audited-event.ts';

interface AuditParts {
  readonly database: ArchiveDatabase;
  /** Who may ask; while there is none, nobody may. */
  readonly tokens: Secret | undefined;
}

type AuditEnv = { Variables: { token: string } };

const QUERY_TIMEOUT_MS = 10_000;
const RETRY_AFTER_SECONDS = '5';

/** `/api/audit`: what the archive holds, for whoever has the token. It reads, and nothing else. */
export function auditApi({ database, tokens }: AuditParts): Hono {
  const read = { isReadOnly: true, timeoutMs: QUERY_TIMEOUT_MS };
  const api = new Hono<AuditEnv>();
  // Before anything else, and for every address: who brings nothing that counts learns nothing, not even what exists.
  api.use('/api/audit/*', async (context, next): Promise<Response | undefined> => {
    const token = await admittedToken(context.req.header('authorization') ?? null, tokens);
    if (token === null) return unauthenticated();
    context.set('token', token);
    await next();
    context.header('cache-control', 'no-store');
    return;
  });
  api.get('/api/audit/events', async (context) => {
    const token = context.var.token;
    const query = readAuditQuery(new URL(context.req.url).searchParams);
    if ('wrong' in query) return problem(400, 'validation_failed', `${query.wrong}.`);
    const { filters, cursor, limit } = query;
    const after = cursor === undefined ? null : openCursor(cursor, { filters, token });
    if (cursor !== undefined && after === null)
      return problem(400, 'validation_failed', 'cursor must be the `next` of an answer to the same question.');
    // One more than asked says whether there is a next page.
    const records = await database.transaction(
      (client) => selectEvents(client, { filters, after, limit: limit + 1 }),
      read,
    );
    const page = records.slice(0, limit);
    const last = page.at(-1)?.facts;
    const next =
      last && records.length > limit
        ? sealPlace({ time: last.time, id: last.id, source: last.source }, { filters, token })
        : null;
    return context.json({ events: page.map(toAuditedEvent), next });
  });
  api.get('/api/audit/events/:id', async (context) => {
    const id = EventIdSchema.safeParse(context.req.param('id'));
    const record = id.success ? await database.transaction((client) => selectEvent(client, id.data), read) : null;
    if (record === null) return problem(404, 'not_found', 'The archive holds no event under that id.');
    return context.json(toAuditedEvent(record));
  });
  api.onError(unavailable);
  return new Hono().route('/', api);
}

function unauthenticated(): Response {
  const answer = problem(401, 'unauthenticated', 'Send a valid token.');
  answer.headers.set('www-authenticate', 'Bearer');
  return answer;
}

/** What is a defect is said by the program's own handler. */
function unavailable(error: Error, _context: Context<AuditEnv>): Response {
  if (!(error instanceof ArchiveUnavailable)) throw error;
  const answer = problem(503, 'unavailable', 'The archive does not answer right now.');
  answer.headers.set('retry-after', RETRY_AFTER_SECONDS);
  return answer;
}
