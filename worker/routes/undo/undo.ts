import type { z } from 'zod';
import { CommandDoneSchema } from '#core/command/reply.ts';
import { CorrelationIdSchema } from '#core/ids.ts';
import { UndoSchema } from '#core/undo/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';

const UndoneSchema = CommandDoneSchema.omit({ id: true, status: true, isReplay: true })
  .extend({ correlationId: CorrelationIdSchema.meta({ description: 'Of the undo itself: undoing that is a redo.' }) })
  .meta({ id: 'Undone' });

export const undo = endpoint(
  {
    method: 'post',
    path: '/undo',
    operationId: 'undo',
    summary: 'Take back any command of the last 90 days',
    description:
      'By its correlation id, as new events. A field that somebody changed since stands in the way: a change of one thing is then refused; of a change of many things everything that can be is taken back, and `blocked` lists the rest.',
    section: 'History',
    access: 'write',
    body: UndoSchema.omit({ type: true }),
    isIdempotent: true,
    answer: { status: 200, description: 'What was taken back.', schema: UndoneSchema },
    problems: ['gone', 'undo_blocked', 'invalid_state', 'limit_reached', 'not_found'],
  },
  async (call) => {
    const { id: _id, status: _status, isReplay, ...body } = await executeOne(call, { type: 'undo', ...call.body });
    return { body: body satisfies z.output<typeof UndoneSchema>, isReplay };
  },
);
