export interface ExampleResult {
  /** What is asked; null where one thing is asked of all. */
  readonly given: string | null;
  readonly result: string;
  /** What is special about it. */
  readonly note: string | null;
}

/** An example of the guide: what is so, and what comes of it. */
export interface Example {
  readonly facts: readonly (readonly [name: string, value: string])[];
  readonly results: readonly ExampleResult[];
}

/**
 * Reads a block of the guide: lines `Name: value`, then lines `- result`, `- given → result`, either with ` – note`.
 *
 * @throws Error naming a line that is neither
 */
export function readExample(text: string): Example {
  const facts: [string, string][] = [];
  const results: ExampleResult[] = [];
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const [, name, value] = /^([A-Z][^:]*): (.+)$/.exec(line) ?? [];
    if (name !== undefined && value !== undefined && results.length === 0) facts.push([name, value]);
    else if (line.startsWith('- ')) results.push(readResult(line.slice(2)));
    else throw new Error(`A line of an example is “Name: value” or “- result”, and not: ${line}`);
  }
  return { facts, results };
}

function readResult(line: string): ExampleResult {
  const [, given = null, result = '', note = null] = /^(?:(.+?) → )?(.+?)(?: – (.+))?$/.exec(line) ?? [];
  return { given, result, note };
}
