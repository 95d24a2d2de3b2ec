import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { captureEvaluation } from './eval/capture.ts';
import type { Evaluation } from './eval/evaluation.ts';
import { recurrenceEvaluation } from './eval/recurrence.ts';
import { PlainError } from './local/plain-error.ts';

/** `npm run eval -- KIND FILE [--locale de]`. A further kind is one file in scripts/eval/ and one line here. */
async function evaluate(args: readonly string[]): Promise<void> {
  const { positionals, values } = parseArgs({
    args: [...args],
    allowPositionals: true,
    options: { locale: { type: 'string', default: 'en' } },
  });
  const kinds: readonly Evaluation[] = [recurrenceEvaluation, captureEvaluation(values.locale)];
  const [name, file] = positionals;
  const kind = kinds.find((each) => each.kind === name);
  const usage = `npm run eval -- KIND FILE, where KIND is one of ${kinds.map((each) => each.kind).join(', ')}.`;
  if (kind === undefined || file === undefined) throw new PlainError(usage);
  const text = await readFile(file, 'utf8').catch(() => {
    throw new PlainError(`Cannot read ${file}.`);
  });
  const misses: string[] = [];
  const score = { strict: 0, lenient: 0, total: 0 };
  for (const line of text.split('\n').filter((each) => each.trim() !== '')) {
    const verdict = kind.judge(line);
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

try {
  await evaluate(process.argv.slice(2));
} catch (error) {
  console.error(error instanceof PlainError ? error.message : error);
  process.exitCode = 1;
}
