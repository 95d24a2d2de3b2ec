import { z } from 'zod';

/** A query parameter that may stand once, several times or not at all; always answers an array. */
export function repeatable<Item extends z.ZodType<string, string>>(item: Item, max: number) {
  return z
    .union([z.array(item).max(max), item])
    .default([])
    .transform((value): z.output<Item>[] => (Array.isArray(value) ? value : [value]));
}
