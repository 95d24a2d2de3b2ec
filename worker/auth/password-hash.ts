import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto';

/**
 * About 50 ms and 32 MB with the runtime's native scrypt. The same in JavaScript, which better-auth would use, takes
 * more than a second; PBKDF2 is capped too low in production, and Argon2 is not there.
 */
const COST = { N: 16_384, r: 16, p: 1 } as const;
const SALT_BYTES = 16;
const KEY_BYTES = 64;
// The runtime refuses what needs more than 32 MB unless told otherwise; this needs that and a little more.
const MAX_MEMORY_BYTES = 64 * 1024 * 1024;

/** The hash as it is stored: it says how it was made, so that the cost can be raised later. */
const STORED = /^scrypt\$(\d+)\$(\d+)\$(\d+)\$([\w+/=]+)\$([\w+/=]+)$/;

export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES);
  const key = await deriveKey(password, salt, COST);
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64'), key.toString('base64')].join('$');
}

/** Whether a password is the one that was hashed. The keys are compared in constant time. */
export async function verifyPassword({ hash, password }: { hash: string; password: string }): Promise<boolean> {
  const [, N, r, p, salt = '', expected = ''] = STORED.exec(hash) ?? [];
  if (N === undefined) return false;
  const key = await deriveKey(password, Buffer.from(salt, 'base64'), { N: Number(N), r: Number(r), p: Number(p) });
  const wanted = Buffer.from(expected, 'base64');
  return wanted.length === key.length && timingSafeEqual(key, wanted);
}

function deriveKey(password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  // One spelling for what looks the same: an é typed on another keyboard must still open the door.
  const text = password.normalize('NFKC');
  return new Promise((resolve, reject) => {
    scrypt(text, salt, KEY_BYTES, { ...cost, maxmem: MAX_MEMORY_BYTES }, (error, key) =>
      error ? reject(error) : resolve(key),
    );
  });
}
