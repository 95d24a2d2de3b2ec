import { captureProblems } from '#core/capture/capture-problems.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { idempotencyKey } from '../../contract/execute-one.ts';
import { requireScope } from '../../middleware/authenticate/authenticate.ts';
import { QuickAddAnswerSchema, QuickAddSchema } from './quick-add-body.ts';

export const quickAddRoute = endpoint(
  {
    method: 'post',
    path: '/quick-add',
    operationId: 'quickAdd',
    summary: 'Add tasks as one writes them',
    description:
      'Understands dates, times, repeats, reminders, `#tags`, `+lists` and priorities in a line of text. `parse` answers what each line means and changes nothing; `create` makes the tasks, all or none, under one correlation id; it takes the scope `write` too.',
    section: 'Tasks',
    access: 'read',
    body: QuickAddSchema,
    isIdempotent: true,
    answer: { status: 200, description: 'What the text means, or what was made of it.', schema: QuickAddAnswerSchema },
    problems: ['not_found', 'invalid_state', 'limit_reached', 'conflict'],
  },
  async ({ ctx, principal, user, body: { mode, ...request } }) => {
    if (mode === 'create') {
      requireScope(ctx, principal, 'write');
      const { isReplay, ...made } = await user.quickAdd(request, idempotencyKey(ctx));
      return { body: { mode, ...made }, isReplay };
    }
    const { lines } = await user.readText(request);
    return {
      body: {
        mode,
        lines: lines.map((line, at) => ({
          start: line.start,
          end: line.end,
          ...line.capture,
          listId: line.listId,
          problems: captureProblems(line, at, request.text),
        })),
      },
    };
  },
);
