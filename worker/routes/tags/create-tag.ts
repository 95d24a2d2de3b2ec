import { CreateTagSchema } from '#core/tag/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { TagWrittenSchema, tagWritten } from './tag-answers.ts';

export const createTag = endpoint(
  {
    method: 'post',
    path: '/tags',
    operationId: 'createTag',
    summary: 'Make a tag exist before any task carries it',
    section: 'Tags',
    access: 'write',
    body: CreateTagSchema.pick({ tag: true }),
    isIdempotent: true,
    answer: { status: 201, description: 'The tag exists.', schema: TagWrittenSchema },
    problems: ['limit_reached'],
  },
  async (call) => tagWritten(call.body.tag, await executeOne(call, { type: 'tag.create', ...call.body })),
);
