/** So many may do something at a time; the others wait, in the order in which they came. */
export interface Slots {
  /** Resolves when it is one's turn; whoever has it gives it back. */
  readonly take: () => Promise<void>;
  readonly give: () => void;
}

export function newSlots(count: number): Slots {
  const waiting: (() => void)[] = [];
  let free = count;
  return {
    async take() {
      if (free > 0) {
        free -= 1;
        return;
      }
      await new Promise<void>((resolve) => waiting.push(resolve));
    },
    give() {
      const next = waiting.shift();
      if (next) next();
      else free += 1;
    },
  };
}
