/**
 * Whoever read the log has gone: nothing that is written arrives any more, and each write says so by an error that would
 * end the program in the middle of its work.
 *
 * @param end called once; the exit code will be 1, as nobody has asked it to end
 */
export function whenUnheard(end: () => void): void {
  process.stdout.once('error', () => {
    process.exitCode = 1;
    end();
  });
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => {});
}
