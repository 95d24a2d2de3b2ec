import { z } from 'zod';
import { TagCountSchema } from '#core/query/overview.ts';
import { textSchema } from '#core/text/text-schema.ts';
import { endpoint } from '../../contract/endpoint.ts';

const TagsQuerySchema = z.strictObject({
  prefix: textSchema({ maxCharacters: 50 }).default('').meta({ description: 'How the tags begin, whatever case.' }),
});
const TagsSchema = z.strictObject({ tags: z.array(TagCountSchema) }).meta({ id: 'Tags' });

export const listTags = endpoint(
  {
    method: 'get',
    path: '/tags',
    operationId: 'listTags',
    summary: 'Tags with the number of open tasks that carry them',
    section: 'Tags',
    access: 'read',
    query: TagsQuerySchema,
    answer: { status: 200, description: 'The tags.', schema: TagsSchema },
  },
  async ({ user, query }) => ({ body: { tags: await user.listTags(query.prefix) } }),
);
