import { typeidUnboxed } from 'typeid-js';
import { ID_PREFIXES } from '#core/ids.ts';
import { toInstant } from '#core/instant.ts';
import type { Effects } from './effects.ts';

/** The clock, ids, chance and waiting of the real world. */
export const realEffects: Effects = {
  now: () => toInstant(Date.now()),
  newId: (kind) => typeidUnboxed(ID_PREFIXES[kind]),
  random: Math.random,
  wait: (ms) => scheduler.wait(ms),
};
