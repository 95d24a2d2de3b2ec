import { z } from 'zod';
import { type CommandReply, CommandReplySchema } from '#core/command/reply.ts';
import { AppError, type FieldError } from '#core/errors.ts';
import { CorrelationIdSchema } from '#core/ids.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { KeyedCommandSchema } from './keyed-command.ts';

const MAX_COMMANDS = 200;
const MAX_BODY_BYTES = 1024 * 1024;

const BatchSchema = z.strictObject({
  commands: z.array(KeyedCommandSchema).min(1).max(MAX_COMMANDS),
  atomic: z
    .boolean()
    .default(false)
    .meta({ description: 'All or nothing. Otherwise a refused command leaves the others alone.' }),
  correlationId: CorrelationIdSchema.optional().meta({
    description:
      'One for all of them, so that one undo takes all of them back. Each command gets its own when it is left out.',
  }),
});

const RepliesSchema = z
  .strictObject({ replies: z.array(CommandReplySchema).meta({ description: 'In the order of the commands.' }) })
  .meta({ id: 'CommandReplies' });

export const runCommands = endpoint(
  {
    method: 'post',
    path: '/commands',
    operationId: 'runCommands',
    summary: 'Carry out up to 200 commands, in order, as one commit',
    description:
      'Later commands see what earlier ones did, so they can use the ids that those chose. The answer is 200 when the batch was carried out, with a status for each command; an atomic batch in which one is refused is answered with the problem of the first refusal, and nothing was done.',
    section: 'Commands',
    access: 'write',
    body: BatchSchema,
    maxBodyBytes: MAX_BODY_BYTES,
    answer: { status: 200, description: 'What came of each command.', schema: RepliesSchema },
    problems: [
      'not_found',
      'id_taken',
      'invalid_state',
      'limit_reached',
      'undo_blocked',
      'gone',
      'precondition_failed',
      'key_reused',
    ],
  },
  async ({ user, body }) => {
    refuseTwins(body.commands.map(({ id }) => id));
    const commands = body.commands.map(({ id, ...command }) => ({ key: id, command }));
    const replies = await user.execute(commands, { isAtomic: body.atomic, correlationId: body.correlationId });
    if (body.atomic) refuseAborted(replies);
    return { body: { replies } };
  },
);

/** Two commands of one batch under one id: which of them the id stands for could not be told later. */
function refuseTwins(ids: readonly string[]): void {
  const twins = ids.flatMap((id, at): FieldError[] => {
    return ids.indexOf(id) < at
      ? [{ path: `commands.${at}.id`, message: 'must differ from every other id of the batch' }]
      : [];
  });
  if (twins.length > 0)
    throw new AppError('validation_failed', 'Every command of a batch has an id of its own.', { errors: twins });
}

/** An atomic batch that was not carried out is refused as a whole, for its first refusal, with all of them listed. */
function refuseAborted(replies: readonly CommandReply[]): void {
  const refused = replies.flatMap((reply, at) => (reply.status === 'refused' ? [{ reply, at }] : []));
  const cause = refused.find(({ reply }) => reply.code !== 'batch_aborted');
  if (!cause) return;
  const errors = refused.flatMap(({ reply, at }) => [
    { path: `commands.${at}`, message: `${reply.code}: ${reply.detail}` },
    ...reply.errors.map(({ path, message }) => ({ path: `commands.${at}.${path}`, message })),
  ]);
  throw new AppError(
    cause.reply.code,
    `Nothing was done, because command ${cause.at} was refused: ${cause.reply.detail}`,
    { errors },
  );
}
