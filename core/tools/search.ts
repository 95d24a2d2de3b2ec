import { z } from 'zod';
import { textSchema } from '../text/text-schema.ts';
import { defineTool } from './tool.ts';

export const searchTool = defineTool({
  name: 'search',
  title: 'Search',
  description: 'Plain text search over titles and notes of all tasks, completed ones, too. `find` takes filters.',
  input: z.strictObject({ query: textSchema({ minCharacters: 1, maxCharacters: 200 }) }),
  output: z.strictObject({
    results: z.array(z.strictObject({ id: z.string(), title: z.string(), url: z.string() })),
  }),
  annotations: { isReadOnly: true, isDestructive: false, isIdempotent: true },
});
