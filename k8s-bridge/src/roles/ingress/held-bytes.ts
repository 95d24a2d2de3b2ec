/** What the calls that are under way may take of the memory together. */
export interface HeldBytes {
  /** @returns gives the room back; null when there is none */
  readonly take: (bytes: number) => (() => void) | null;
}

export function heldBytes(max: number): HeldBytes {
  let held = 0;
  return {
    take(bytes) {
      if (held + bytes > max) return null;
      held += bytes;
      return () => {
        held -= bytes;
      };
    },
  };
}
