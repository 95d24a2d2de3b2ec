import { createHash } from 'node:crypto';

/**
 * Runs something with a WebCrypto whose digests are there at once. The real one answers from another thread, whenever
 * that likes, and so would bring an order of its own into a run.
 */
export async function withSteadyDigest<Result>(run: () => Promise<Result>): Promise<Result> {
  const { subtle } = crypto;
  const digest = async (algorithm: string, data: Uint8Array) => {
    const hash = createHash(algorithm.replace('-', '').toLowerCase()).update(data).digest();
    return hash.buffer.slice(hash.byteOffset, hash.byteOffset + hash.byteLength);
  };
  Object.defineProperty(subtle, 'digest', { value: digest, configurable: true });
  try {
    return await run();
  } finally {
    Reflect.deleteProperty(subtle, 'digest');
  }
}
