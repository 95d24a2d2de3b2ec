/** All the chance of a run: one integer seed gives the same numbers for ever, on any machine. */
export interface Prng {
  /** In [0, 1). */
  next: () => number;
  /** A whole number from `low` to `high`, both included. */
  int: (low: number, high: number) => number;
  chance: (probability: number) => boolean;
  pick: <Item>(items: readonly Item[]) => Item;
  /** One of the names, each as often as its weight says. */
  weighted: <Name extends string>(weights: Readonly<Record<Name, number>>) => Name;
  /** How long until something that happens once in `mean` on average. */
  exponential: (mean: number) => number;
  /** Numbers of its own, so that one part asking more often changes nothing for the others. */
  fork: (name: string) => Prng;
}

/** sfc32, begun with what the seed and the name of the part hash to. */
export function createPrng(seed: number, name = ''): Prng {
  const text = `${seed} ${name}`;
  let [a, b, c, d] = [hash(text, 1), hash(text, 2), hash(text, 3), 1];
  const next = () => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + t;
    return (t >>> 0) / 2 ** 32;
  };
  for (let warmUp = 0; warmUp < 12; warmUp += 1) next();
  const int = (low: number, high: number) => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    chance: (probability) => next() < probability,
    pick: (items) => {
      const item = items[int(0, items.length - 1)];
      if (item === undefined) throw new Error('nothing to pick from');
      return item;
    },
    weighted: (weights) => {
      const names = Object.keys(weights) as (keyof typeof weights)[];
      let at = next() * names.reduce((sum, each) => sum + weights[each], 0);
      for (const each of names) {
        at -= weights[each];
        if (at < 0) return each;
      }
      throw new Error('no weight above nothing');
    },
    exponential: (mean) => -Math.log(1 - next()) * mean,
    fork: (part) => createPrng(seed, `${name}/${part}`),
  };
}

// FNV-1a with a final mix: enough to tell seeds and names apart.
function hash(text: string, salt: number): number {
  let h = 0x811c9dc5 ^ Math.imul(salt, 0x9e3779b9);
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  return (h ^ (h >>> 13)) | 0;
}
