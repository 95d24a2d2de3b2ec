import { z } from 'zod';
import type { Verdict } from './evaluation.ts';

/** One line of a file of vectors, or the miss that it is when it is no such line. */
export function readLine<Case>(
  line: string,
  schema: z.ZodType<Case>,
): { readonly asked: Case } | { readonly broken: Verdict } {
  const asked = schema.safeParse(readJson(line));
  return asked.success ? { asked: asked.data } : { broken: brokenLine(line, z.prettifyError(asked.error)) };
}

/** @param problem what is wrong with it */
export function brokenLine(line: string, problem: string): Verdict {
  const about = line.slice(0, 100);
  const expected = 'a line as the format has it';
  return { id: '?', about, isStrict: false, isLenient: false, expected, given: problem };
}

function readJson(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
}
