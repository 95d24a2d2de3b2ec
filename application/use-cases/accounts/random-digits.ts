export const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
/** The largest multiple of 62 in a byte: bytes from here on would make the first digits likelier. */
const FAIR_BYTES = 248;

/** Base-62 digits nobody can guess: just below six bits each. */
export function randomDigits(count: number): string {
  let digits = '';
  while (digits.length < count) {
    for (const byte of crypto.getRandomValues(new Uint8Array(count))) {
      if (byte < FAIR_BYTES && digits.length < count) digits += DIGITS.charAt(byte % 62);
    }
  }
  return digits;
}
