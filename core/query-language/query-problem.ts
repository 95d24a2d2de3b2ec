/** Why a text is no query, and where: data, so that nobody throws for what a person types. */
export interface QueryProblem {
  /** Where it is wrong, in UTF-16 units; `end` is exclusive, and both are the text's length when something is missing there. */
  start: number;
  end: number;
  /** What stands there: “)”, or the end. */
  found: string;
  /** What would be right. */
  expected: string;
  /** Both as one sentence. */
  message: string;
}

export function queryProblem(text: string, start: number, end: number, expected: string): QueryProblem {
  const found = start >= text.length ? 'the end' : `“${shorten(text.slice(start, end))}”`;
  return { start, end, found, expected, message: `found ${found} where ${expected} would be right` };
}

const MAX_FOUND = 40;

function shorten(text: string): string {
  const characters = [...text];
  return characters.length <= MAX_FOUND ? text : `${characters.slice(0, MAX_FOUND).join('')}…`;
}
