/** Runs `work` under one line of progress: what is being done, then how long it took. */
export async function step<T>(title: string, work: () => Promise<T>): Promise<T> {
  process.stdout.write(`· ${title} … `);
  const startMs = performance.now();
  try {
    const result = await work();
    process.stdout.write(`${((performance.now() - startMs) / 1000).toFixed(1)} s\n`);
    return result;
  } catch (error) {
    process.stdout.write('failed\n');
    throw error;
  }
}

/** The framed lines a person looks for. */
export function framed(lines: readonly string[]): string {
  const width = Math.max(...lines.map((line) => line.length));
  const edge = '─'.repeat(width + 4);
  return [`┌${edge}┐`, ...lines.map((line) => `│  ${line.padEnd(width)}  │`), `└${edge}┘`].join('\n');
}
