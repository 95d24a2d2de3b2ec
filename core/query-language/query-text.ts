import { textSchema } from '../text/text-schema.ts';
import { parseQuery } from './parse-query.ts';
import { MAX_QUERY_CHARACTERS } from './query.ts';

/** A query as people write it. One that is none is refused with the place where it goes wrong. */
export const QueryTextSchema = textSchema({ minCharacters: 1, maxCharacters: MAX_QUERY_CHARACTERS })
  .superRefine((text, ctx) => {
    const { problem } = parseQuery(text);
    if (problem === null) return;
    const { start, end, found, expected, message } = problem;
    ctx.addIssue({ code: 'custom', message, params: { place: { start, end, found, expected } } });
  })
  .meta({ examples: ['today | overdue', '#home & !p4', 'completed after: -7 days', 'search: call mum'] });
