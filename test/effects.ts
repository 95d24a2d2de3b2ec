import { typeidUnboxed } from 'typeid-js';
import type { Effects } from '#application/effects.ts';
import { ID_PREFIXES } from '#core/ids.ts';
import { toInstant } from '#core/instant.ts';

/** The effects of the real thing: the clock, ids and chance of this process. */
export function realEffects(): Effects {
  return {
    now: () => toInstant(Date.now()),
    newId: (kind) => typeidUnboxed(ID_PREFIXES[kind]),
    random: Math.random,
    wait: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  };
}
