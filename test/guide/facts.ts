import type { Example } from '#web/app/routes/guide/read-example.ts';

/** The facts of an example by name. Asking for one that is not there fails, unless there is a fallback. */
export function factsOf({ facts }: Example) {
  const known = new Map(facts);
  return {
    has: (name: string) => known.has(name),
    get(name: string, fallback?: string): string {
      const value = known.get(name) ?? fallback;
      if (value === undefined) throw new Error(`the example has no “${name}”`);
      return value;
    },
  };
}

/** The facts with some of them as they ought to be; those that the example leaves out stay out. */
export function correctFacts({ facts }: Example, right: Record<string, string>): Example['facts'] {
  return facts.map(([name, value]) => [name, right[name] ?? value] as const);
}
