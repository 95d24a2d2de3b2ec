import { createExecutionContext, waitOnExecutionContext } from 'cloudflare:test';
import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { realEffects } from '#application/real-effects.ts';
import { parseTraceparent } from '#core/trace/trace-context.ts';
import { newVisitor, SITE, type Visitor } from '#test/visitor.ts';
import { createApp } from '#worker/app.ts';

const CALLER = '00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01';
const SpanSchema = z.object({
  traceId: z.string(),
  spanId: z.string(),
  parentSpanId: z.string().optional(),
  name: z.string(),
  status: z.object({ code: z.int() }),
});
const BodySchema = z.object({
  resourceSpans: z.array(z.object({ scopeSpans: z.array(z.object({ spans: z.array(SpanSchema) })) })),
});

afterEach(() => {
  vi.restoreAllMocks();
});

/** What a collector was told while a task was made, and what the event carries. */
async function create(visitor: Visitor, vars: Record<string, string>, headers: Record<string, string> = {}) {
  const told: z.infer<typeof SpanSchema>[] = [];
  vi.spyOn(globalThis, 'fetch').mockImplementation(async (_input, init) => {
    const { resourceSpans } = BodySchema.parse(JSON.parse(String(init?.body)));
    told.push(...resourceSpans.flatMap(({ scopeSpans }) => scopeSpans.flatMap(({ spans }) => spans)));
    return new Response('{}');
  });
  vi.spyOn(realEffects, 'wait').mockResolvedValue();
  const app = createApp(() => Promise.reject(new Error('no page')));
  const ctx = createExecutionContext();
  const authorization = await visitor.bearer('read', 'write');
  const request = new Request(`${SITE}/api/v1/tasks`, {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ title: 'Followed' }),
  });
  const answer = await app.fetch(request, { ...env, ...vars }, ctx);
  await waitOnExecutionContext(ctx);
  expect(answer.status).toBe(201);
  const db = openDatabase(env.DB, newMeter());
  const [row] = await db.all<{ trace: string | null }>(
    sql`SELECT trace FROM events WHERE user_id = ${visitor.id} AND type = 'task.created' ORDER BY seq DESC LIMIT 1`,
  );
  return { told, trace: row?.trace ?? null };
}

const ON = { OTLP_TRACES_URL: 'https://collector.test/v1/traces' };

describe('traces', () => {
  it('OB30 off, which is the default, nobody is told, and the trace of the caller is handed on as it came', async () => {
    const visitor = await newVisitor();
    expect(await create(visitor, {}, { traceparent: CALLER })).toEqual({ told: [], trace: CALLER });
    expect(await create(visitor, {})).toEqual({ told: [], trace: null });
    expect(await create(visitor, {}, { traceparent: 'nonsense' })).toEqual({ told: [], trace: null });
  });

  it('OB30 on, a request is a step below its caller, and what it commits goes on from there', async () => {
    const { told, trace } = await create(await newVisitor(), ON, { traceparent: CALLER });
    const [span] = told;
    expect(told).toMatchObject([{ parentSpanId: '00f067aa0ba902b7', name: 'POST /api/v1/tasks', status: { code: 1 } }]);
    expect(parseTraceparent(trace)).toEqual({
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      spanId: span?.spanId,
      isSampled: true,
    });
  });

  it('OB30 a request without a caller begins a trace; of those that are not chosen the event says so and nobody is told', async () => {
    const visitor = await newVisitor();
    const begun = await create(visitor, ON);
    expect([begun.told.length, begun.told[0]?.parentSpanId]).toEqual([1, undefined]);
    const unchosen = await create(visitor, { ...ON, TRACE_RATIO: '0' }, { traceparent: CALLER });
    expect([unchosen.told, parseTraceparent(unchosen.trace)?.isSampled]).toEqual([[], false]);
  });
});
