import type { RouterContextProvider } from 'react-router';
import { z } from 'zod';
import { requestContext } from '../context.ts';
import { problemResponse } from './problem-response.ts';

/** What `data()` makes, which is how the router carries an answer that is no plain value. */
const AnswerSchema = z.object({ type: z.literal('DataWithResponseInit') });

/**
 * A loader whose failures can be told. A refusal becomes the page of that refusal. What nobody foresaw is logged, and
 * becomes a 500 that names its request: left alone, the router would take even that from it.
 */
export function guarded<Args extends { context: Readonly<RouterContextProvider> }, Rest extends unknown[], Value>(
  load: (args: Args, ...rest: Rest) => Promise<Value>,
): (args: Args, ...rest: Rest) => Promise<Value> {
  return async (args, ...rest) => {
    try {
      return await load(args, ...rest);
    } catch (thrown) {
      if (thrown instanceof Response || AnswerSchema.safeParse(thrown).success) throw thrown;
      throw problemResponse(args.context, args.context.get(requestContext).explain(thrown));
    }
  };
}
