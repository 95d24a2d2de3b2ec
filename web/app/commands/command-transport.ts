import { z } from 'zod';
import { CommandReplySchema } from '#core/command/reply.ts';
import type { TransportAnswer } from './command-client.ts';

const RepliesSchema = z.object({ replies: z.array(CommandReplySchema) });
const ProblemSchema = z.object({ code: z.string(), detail: z.string() });

/** Beyond this the connection counts as broken; the same keys go again, so nothing can happen twice. */
const TIMEOUT_MS = 20_000;

/** Sends one write to the server. Never throws: what went wrong is an answer too. */
export async function sendCommands(body: { commands: unknown[]; correlationId: string }): Promise<TransportAnswer> {
  try {
    const answer = await fetch('/api/v1/commands', {
      method: 'POST',
      headers: { 'content-type': 'application/json', accept: 'application/json' },
      body: JSON.stringify(body),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const json: unknown = await answer.json();
    const replies = RepliesSchema.safeParse(json);
    if (answer.ok && replies.success) return { kind: 'answered', replies: replies.data.replies };
    if (answer.status >= 500 || answer.status === 429) return { kind: 'failed' };
    const problem = ProblemSchema.safeParse(json);
    if (!problem.success) return { kind: 'failed' };
    if (problem.data.code === 'conflict') return { kind: 'failed' };
    if (problem.data.code === 'unauthenticated') {
      return {
        kind: 'refused',
        code: problem.data.code,
        detail: 'You have been signed out. Sign in again; the change was not saved.',
      };
    }
    return { kind: 'refused', ...problem.data };
  } catch {
    return { kind: 'failed' };
  }
}
