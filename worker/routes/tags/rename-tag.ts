import { RenameTagSchema } from '#core/tag/commands.ts';
import { endpoint } from '../../contract/endpoint.ts';
import { executeOne } from '../../contract/execute-one.ts';
import { TagParamsSchema, TagWrittenSchema, tagWritten } from './tag-answers.ts';

export const renameTag = endpoint(
  {
    method: 'patch',
    path: '/tags/{tag}',
    operationId: 'renameTag',
    summary: 'Rename a tag on every task; merges when the new one exists',
    section: 'Tags',
    access: 'write',
    params: TagParamsSchema,
    body: RenameTagSchema.pick({ to: true }),
    bodyMediaTypes: ['application/json', 'application/merge-patch+json'],
    isIdempotent: true,
    answer: { status: 200, description: 'What was changed.', schema: TagWrittenSchema },
    problems: ['not_found', 'limit_reached'],
  },
  async (call) => {
    const { to } = call.body;
    return tagWritten(to, await executeOne(call, { type: 'tag.rename', tag: call.params.tag, to }));
  },
);
