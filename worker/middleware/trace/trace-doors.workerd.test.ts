import { env } from 'cloudflare:workers';
import { sql } from 'drizzle-orm';
import { describe, expect, it } from 'vitest';
import { beginTrace } from '#application/begin-trace.ts';
import { openDatabase } from '#application/db/database.ts';
import { newMeter } from '#application/db/strict-d1.ts';
import { runDueTimers } from '#application/use-cases/hub/run-due-timers.ts';
import { TIMER_HANDLERS } from '#application/use-cases/hub/timer-handlers.ts';
import { ClaimAnswerSchema } from '#core/delivery/notifier-protocol.ts';
import { parseTraceparent } from '#core/trace/trace-context.ts';
import { newApiCaller, request } from '#test/contracts/api-caller.ts';
import { newFeedClient } from '#test/feed-client.ts';
import { nthId } from '#test/ids.ts';
import { timerContext } from '#test/timers.ts';
import { fixedAt, NOON, newWatcher } from '#test/watcher.ts';

const db = openDatabase(env.DB, newMeter());

/** The header of a request, another trace for each `n`. */
const traceOf = (n: number) => `00-${String(n).padStart(32, 'a')}-00f067aa0ba902b7-01`;
const traced = (n: number) => ({ traceparent: traceOf(n) });

/** The events of a user in the order of the log, each with the trace it names. */
async function traces(userId: string): Promise<[type: string, trace: string | null][]> {
  const rows = await db.all<{ type: string; trace: string | null }>(
    sql`SELECT type, trace FROM events WHERE user_id = ${userId} ORDER BY seq`,
  );
  return rows.map(({ type, trace }) => [type, trace]);
}

describe('the trace of a request is that of what it commits', () => {
  it('OB33 by the API, by MCP and by a turn of the chat', async () => {
    const { visitor, authorization, call } = await newApiCaller();
    await call('POST', '/tasks', { body: { title: 'By the API' }, headers: traced(1) });
    const rpc = { name: 'add', arguments: { tasks: [{ title: 'By MCP' }] } };
    const added = await request('POST', '/mcp', {
      headers: { accept: 'application/json, text/event-stream', authorization, ...traced(2) },
      body: { jsonrpc: '2.0', id: 1, method: 'tools/call', params: rpc },
    });
    expect(added.status, added.text).toBe(200);
    const { conversation } = (await call('POST', '/chat/conversations')).json() as { conversation: { id: string } };
    const said = await call('POST', `/chat/conversations/${conversation.id}/turns`, {
      body: { text: 'add a task: by the chat' },
      headers: traced(3),
    });
    expect(said.text).toContain('"done"');
    expect((await traces(visitor.id)).filter(([type]) => type === 'task.created')).toEqual([
      ['task.created', traceOf(1)],
      ['task.created', traceOf(2)],
      ['task.created', traceOf(3)],
    ]);
  });

  it('OB33 from the request that wants a message over its claim to the report of a notifier', async () => {
    const { visitor, call } = await newApiCaller();
    const feed = await newFeedClient('deliveries');
    const hook = { name: 'Home', url: 'https://hooks.carillon.dev/home' };
    const { webhook } = (await call('POST', '/webhooks', { body: hook })).json() as { webhook: { id: string } };
    const asked = await call('POST', `/webhooks/${webhook.id}/test`, { headers: traced(4) });
    const wanted = {
      consumer: 'notifier',
      userId: visitor.id,
      deliveryOf: { messageId: asked.json().messageId },
      channels: ['webhook'],
    };
    const from = (n: number) => ({ authorization: feed.authorization, ...traced(n) });
    const answer = await request('POST', '/feed/deliveries/claim', { headers: from(5), body: wanted });
    const [granted] = ClaimAnswerSchema.parse(answer.json()).messages;
    if (granted?.outcome !== 'granted') throw new Error(answer.text);
    const { messageId, claim } = granted;
    const outcome = { kind: 'sent', code: 204, durationMs: 1, answer: null };
    const body = { userId: visitor.id, messageId, claim, outcome };
    const reported = await request('POST', '/feed/deliveries/report', { headers: from(6), body });
    expect(reported.status, reported.text).toBe(200);
    expect((await traces(visitor.id)).filter(([type]) => type.startsWith('notification.'))).toEqual([
      ['notification.due', traceOf(4)],
      ['notification.sent', traceOf(6)],
    ]);
  });
});

describe('what nobody asks for', () => {
  it('OB33 begins a trace of its own where traces are on, and none where they are off', () => {
    const begun = parseTraceparent(beginTrace({ endpoint: 'https://collector.test', headers: {}, ratio: 1 }));
    expect(begun?.isSampled).toBe(true);
    expect(beginTrace({ endpoint: 'https://collector.test', headers: {}, ratio: 0 })).toMatch(/-00$/);
    expect(beginTrace(null)).toBeNull();
  });

  it('OB33 everything that rings at once is of the trace that began with it', async () => {
    const { user, say } = await newWatcher();
    await say({
      type: 'task.create',
      taskId: nthId('task', 1),
      title: 'Meeting',
      due: fixedAt(NOON + 3_600_000),
    });
    const ctx = { ...timerContext(user, () => NOON + 3_600_000), trace: traceOf(7) };
    while (await runDueTimers(ctx, TIMER_HANDLERS, { write: () => undefined }));
    expect((await traces(user.id)).filter(([type]) => type === 'reminder.fired')).toEqual([
      ['reminder.fired', traceOf(7)],
    ]);
  });
});
