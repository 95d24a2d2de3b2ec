import { Hono } from 'hono';
import { problem } from '#bridge/http/problem.ts';
import { serveHttp } from '#bridge/http/serve-http.ts';
import type { Grant } from '#bridge/roles/notifier/ledger.ts';
import {
  ClaimAnswerSchema,
  type Claimed,
  type ClaimRequest,
  ClaimRequestSchema,
  type ReportRequest,
  ReportRequestSchema,
} from '#core/delivery/notifier-protocol.ts';
import { toInstant } from '#core/instant.ts';

interface Entry {
  readonly userId: string;
  readonly firingId: string;
  readonly grant: Grant;
  status: 'waiting' | 'claimed' | 'done';
  attempt: number;
}

/** The ledger of an edge in memory, behind HTTP, in the words of core/delivery/notifier-protocol.ts and no others. */
export interface FakeDeliveries {
  readonly origin: string;
  /** Every claim and report that came, in order. */
  readonly claims: readonly ClaimRequest[];
  readonly reports: readonly ReportRequest[];
  readonly add: (entry: Pick<Entry, 'userId' | 'firingId' | 'grant'>) => void;
  /** The messages that are claimed and not reported, and those that are through. */
  readonly claimed: () => string[];
  readonly done: () => string[];
  /** The messages that somebody asked for while another had them. */
  readonly held: () => ReadonlySet<string>;
  /** As time does: what is claimed and not reported may be claimed again. */
  readonly expireClaims: () => void;
  /** From now on reports are taken and never answered; nothing is noted of them. */
  readonly hangReports: (isHanging: boolean) => void;
  readonly close: () => Promise<void>;
}

const CLAIM_MS = 120_000;

export async function serveFakeDeliveries(): Promise<FakeDeliveries> {
  const entries: Entry[] = [];
  const claims: ClaimRequest[] = [];
  const reports: ReportRequest[] = [];
  const held = new Set<string>();
  let isHanging = false;

  const idsOf = (status: Entry['status']) =>
    entries.filter((entry) => entry.status === status).map(({ grant }) => grant.messageId);
  const claimOne = (entry: Entry): Claimed => {
    const { grant, status } = entry;
    const { messageId, channel } = grant;
    const until = toInstant(Date.now() + CLAIM_MS);
    if (status === 'done') return { outcome: 'done', messageId, channel };
    if (status === 'claimed') {
      held.add(messageId);
      return { outcome: 'held', messageId, channel, until };
    }
    entry.status = 'claimed';
    entry.attempt += 1;
    return { ...grant, claim: claimOf(entry), attempt: entry.attempt, leaseUntil: until };
  };

  const app = new Hono();
  app.use('/feed/*', async (ctx, next) => {
    if (ctx.req.header('authorization') !== 'Bearer any') return problem(401, 'unauthenticated', 'Who are you?');
    return await next();
  });
  app.get('/feed/status', () => problem(403, 'forbidden', 'A token of another scope is needed.'));
  app.post('/feed/deliveries/claim', async (ctx) => {
    const request = ClaimRequestSchema.parse(await ctx.req.json());
    claims.push(request);
    const { userId, deliveryOf, channels } = request;
    const asked = entries.filter(
      ({ grant, ...entry }) =>
        entry.userId === userId &&
        channels.includes(grant.channel) &&
        ('firingId' in deliveryOf ? entry.firingId === deliveryOf.firingId : grant.messageId === deliveryOf.messageId),
    );
    return ctx.json(ClaimAnswerSchema.parse({ messages: asked.map(claimOne) }));
  });
  app.post('/feed/deliveries/report', async (ctx) => {
    const report = ReportRequestSchema.parse(await ctx.req.json());
    reports.push(report);
    if (isHanging) return await new Promise<never>(() => {});
    const entry = entries.find(({ grant }) => grant.messageId === report.messageId);
    if (!entry || claimOf(entry) !== report.claim) return problem(409, 'claim_lost', 'Not yours any more.');
    entry.status = report.outcome.kind === 'failed' ? 'waiting' : 'done';
    return ctx.json({ status: report.outcome.kind === 'failed' ? 'waiting' : 'sent', nextAttemptAt: null });
  });
  app.onError((error) => problem(400, 'validation_failed', error.message));
  const server = await serveHttp(
    (request) => app.fetch(request),
    0,
    () => {},
  );
  return {
    origin: `http://127.0.0.1:${server.port}`,
    claims,
    reports,
    add: (entry) => entries.push({ ...entry, status: 'waiting', attempt: 0 }),
    claimed: () => idsOf('claimed'),
    done: () => idsOf('done'),
    held: () => held,
    expireClaims() {
      for (const entry of entries) if (entry.status === 'claimed') entry.status = 'waiting';
    },
    hangReports(next) {
      isHanging = next;
    },
    close: server.close,
  };
}

function claimOf({ grant, attempt }: Entry): string {
  return `${grant.messageId}/${attempt}`;
}
