import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { TagParamsSchema, TagWrittenSchema, tagWritten } from './tag-answers.ts';

export const deleteTag = endpoint(
  {
    method: 'delete',
    path: '/tags/{tag}',
    operationId: 'deleteTag',
    summary: 'Take a tag off every task',
    section: 'Tags',
    access: 'write',
    params: TagParamsSchema,
    isIdempotent: true,
    answer: { status: 200, description: 'What was changed.', schema: TagWrittenSchema },
    problems: ['not_found'],
  },
  async (call) => tagWritten(call.params.tag, await executeOne(call, { type: 'tag.delete', tag: call.params.tag })),
);
