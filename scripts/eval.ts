import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { readTasks } from '#test/query-language/query-vectors.ts';
import { captureEvaluation } from './eval/capture.ts';
import { chatEvaluation, ListsSchema } from './eval/chat.ts';
import type { Evaluation, SlowEvaluation } from './eval/evaluation.ts';
import { queryEvaluation } from './eval/query.ts';
import { recurrenceEvaluation } from './eval/recurrence.ts';
import { PlainError } from './local/plain-error.ts';

/** `npm run eval -- KIND FILE [--locale de] [--lists FILE] [--tasks FILE]`. A further kind is one file in scripts/eval/ and one line here. */
async function evaluate(args: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: {
      locale: { type: 'string', default: 'en' },
      lists: { type: 'string' },
      tasks: { type: 'string' },
      engine: { type: 'string', default: 'pocket' },
    },
  });
  if (values.engine !== 'pocket')
    throw new PlainError('Only the engine pocket answers the same every time: --engine pocket.');
  const lists = ListsSchema.parse(values.lists === undefined ? {} : JSON.parse(await readText(values.lists)));
  const kinds: readonly (Evaluation | SlowEvaluation)[] = [
    recurrenceEvaluation,
    captureEvaluation(values.locale),
    chatEvaluation(lists),
    queryEvaluation(readTasks(values.tasks === undefined ? '' : await readText(values.tasks))),
  ];
  const [name, file] = positionals;
  const kind = kinds.find((each) => each.kind === name);
  const usage = `npm run eval -- KIND FILE, where KIND is one of ${kinds.map((each) => each.kind).join(', ')}.`;
  if (kind === undefined || file === undefined) throw new PlainError(usage);
  const text = await readText(file);
  const misses: string[] = [];
  const score = { strict: 0, lenient: 0, total: 0 };
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const verdict = await kind.judge(line);
    score.total += 1;
    if (verdict.isStrict) score.strict += 1;
    if (verdict.isLenient) score.lenient += 1;
    if (verdict.isStrict) continue;
    misses.push(verdict.id);
    console.log(`${verdict.isLenient ? 'lenient' : 'MISS'} ${verdict.id}  ${verdict.about}`);
    console.log(`  expected ${verdict.expected}\n  given    ${verdict.given}`);
  }
  console.log(`${kind.kind}: ${score.strict} of ${score.total} strictly, ${score.lenient} leniently`);
  console.log(JSON.stringify({ kind: kind.kind, ...score, misses }));
}

async function readText(file: string): Promise<string> {
  return await readFile(file, 'utf8').catch(() => {
    throw new PlainError(`Cannot read ${file}.`);
  });
}

try {
  await evaluate(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
