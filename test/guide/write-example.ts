import type { Example } from '#web/app/routes/guide/read-example.ts';

/** An example as it stands in the guide. */
export function writeExample({ facts, results }: Example): string {
  const lines = results.map(({ given, result, note }) => {
    return `- ${given === null ? '' : `${given} → `}${result}${note === null ? '' : ` – ${note}`}`;
  });
  return [...facts.map(([name, value]) => `${name}: ${value}`), ...lines].join('\n');
}
