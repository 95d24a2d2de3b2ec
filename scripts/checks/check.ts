/** One named thing that `npm run check` looks at. It throws, in words that say what to do, when it does not hold. */
export interface Check {
  readonly name: string;
  readonly run: () => Promise<void>;
}
