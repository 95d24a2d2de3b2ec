import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { heldOutput, runProgram } from './output.ts';

test('what is written is kept until it is released, in order', () => {
  const target = new PassThrough({ encoding: 'utf8' });
  const { output, release } = heldOutput(target);
  output.write('one ');
  output.write('two ');
  expect(target.read()).toBeNull();
  release();
  output.write('three');
  expect(target.read()).toBe('one two three');
});

test('a program writes all it has to say, on both of its streams, before its code is known', async () => {
  const output = new PassThrough();
  const script = `process.stdout.write('x'.repeat(100_000)); process.stderr.write('!'); process.exitCode = 3`;
  const said = text(output);
  expect(await runProgram(process.execPath, ['-e', script], { output })).toBe(3);
  output.end();
  expect((await said).length).toBe(100_001);
});
