import { z } from 'zod';
import type { CommandInput } from '#core/command/command.ts';
import { type CommandDone, CommandReplySchema } from '#core/command/reply.ts';
import { ERROR_CODES } from '#core/errors.ts';
import { type ApiProblem, readProblem } from './api-problem.ts';
import { sendRequest } from './send-request.ts';

const RepliesSchema = z.object({ replies: z.array(CommandReplySchema).length(1) });

export type CommandAnswer = { isOk: true; reply: CommandDone } | { isOk: false; problem: ApiProblem };

/** Sends one command and waits for what became of it. Its key makes a repetition harmless. */
export async function runCommand(command: CommandInput): Promise<CommandAnswer> {
  const answer = await sendRequest('POST', '/api/v1/commands', {
    commands: [{ id: crypto.randomUUID(), ...command }],
  });
  if (!answer.isOk) return answer;
  const parsed = RepliesSchema.safeParse(answer.body);
  const reply = parsed.success ? parsed.data.replies[0] : undefined;
  if (!reply) return { isOk: false, problem: readProblem(500, null, null) };
  if (reply.status === 'done') return { isOk: true, reply };
  const { code, detail, errors } = reply;
  return { isOk: false, problem: { ...ERROR_CODES[code], code, detail, errors, requestId: null } };
}
