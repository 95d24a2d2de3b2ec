/**
 * Ends the process when its work is done, whatever is still open: a connection into a network that swallows everything
 * (the bell at the edge, a broker) is not given up for minutes, and the cluster would kill what it takes for hanging.
 * What was written is on its way by then.
 */
export async function endProcess(): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(written));
  return process.exit();
}

/** Also when nobody reads it any more. */
async function written(stream: NodeJS.WriteStream): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  if (!stream.writable) return;
  stream.write('', () => resolve());
  await promise;
}
