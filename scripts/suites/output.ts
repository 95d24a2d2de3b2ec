import { type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { Writable } from 'node:stream';

/** Where a suite writes: to the terminal, or to something that holds it back while another suite is being read. */
export type Output = 'inherit' | Writable;

/** Keeps what is written until it is released, and passes everything on from then. */
export function heldOutput(target: Writable): { readonly output: Writable; readonly release: () => void } {
  const held: Buffer[] = [];
  let isHeld = true;
  const output = new Writable({
    write(chunk: Buffer, _encoding, done) {
      if (isHeld) held.push(chunk);
      else target.write(chunk);
      done();
    },
  });
  return {
    output,
    release() {
      isHeld = false;
      for (const chunk of held.splice(0)) target.write(chunk);
    },
  };
}

/** Runs a program to its end and answers its exit code, null when it was killed. */
export async function runProgram(
  file: string,
  args: readonly string[],
  { output, ...options }: Pick<SpawnOptions, 'cwd'> & { readonly output: Output },
): Promise<number | null> {
  if (output === 'inherit') {
    const [code] = await once(spawn(file, args, { ...options, stdio: ['ignore', 'inherit', 'inherit'] }), 'close');
    return code;
  }
  // What is held back is shown in the same colours as the rest.
  const env = process.stdout.isTTY ? { ...process.env, FORCE_COLOR: '1' } : process.env;
  const child = spawn(file, args, { ...options, env, stdio: ['ignore', 'pipe', 'pipe'] });
  for (const stream of [child.stdout, child.stderr]) stream.pipe(output, { end: false });
  const [code] = await once(child, 'close');
  return code;
}
