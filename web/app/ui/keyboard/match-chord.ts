import { splitChord } from './chord-caps.ts';

/** What of a keyboard event decides which chord it is; a DOM event fits. */
export interface KeyPress {
  key: string;
  code: string;
  ctrlKey: boolean;
  metaKey: boolean;
  altKey: boolean;
  shiftKey: boolean;
}

const letterOrDigit = /^[a-z0-9]$/i;

/** Whether this press is that chord (`c`, `?`, `Mod+z`, `Shift+x`, `ArrowDown`). */
export function matchChord(press: KeyPress, chord: string, isApple: boolean): boolean {
  const parts = splitChord(chord);
  const key = parts.at(-1) ?? '';
  const wants = (modifier: string) => parts.indexOf(modifier) >= 0 && parts.length > 1;
  const wantsCtrl = wants('Ctrl') || (wants('Mod') && !isApple);
  const wantsMeta = wants('Mod') && isApple;
  if (press.ctrlKey !== wantsCtrl || press.metaKey !== wantsMeta) return false;
  // Where Option makes another character, the physical key still says which chord is meant.
  if (press.altKey !== wants('Alt')) return false;
  // Signs such as ? and # sit behind Shift on some layouts and not on others, so there Shift decides nothing.
  const isSign = key.length === 1 && !letterOrDigit.test(key);
  if (!isSign && press.shiftKey !== wants('Shift')) return false;
  return pressedKey(press) === (key.length === 1 ? key.toLowerCase() : key === 'Space' ? ' ' : key);
}

/** The Latin key that was pressed, also on a Cyrillic, Greek or Arabic layout, where `key` is another letter. */
function pressedKey(press: KeyPress): string {
  if (press.key.length > 1) return press.key;
  const isAscii = /^[\x20-\x7e]$/.test(press.key);
  if (isAscii && !press.altKey) return press.key.toLowerCase();
  const fromCode = /^(?:Key([A-Z])|Digit(\d))$/.exec(press.code);
  return (fromCode?.[1] ?? fromCode?.[2] ?? press.key).toLowerCase();
}
