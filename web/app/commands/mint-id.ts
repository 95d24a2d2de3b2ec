import { typeidUnboxed } from 'typeid-js';
import { ID_PREFIXES, type IdKind } from '#core/ids.ts';

/** Makes an id in the browser, so that what is created has its name before the server hears of it. */
export function newId(kind: IdKind): string {
  return typeidUnboxed(ID_PREFIXES[kind]);
}
