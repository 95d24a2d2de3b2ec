/** A failure whose message is written for the person at the terminal: no stack is printed for it. */
export class PlainError extends Error {
  override readonly name = 'PlainError';
}
