const caps = new Map<string, string>([
  ['ArrowUp', '↑'],
  ['ArrowDown', '↓'],
  ['ArrowLeft', '←'],
  ['ArrowRight', '→'],
  ['Enter', '↵'],
  ['Escape', 'Esc'],
  ['Backspace', '⌫'],
  ['Delete', 'Del'],
  ['Space', 'Space'],
]);

const modifiers = {
  apple: new Map([
    ['Mod', '⌘'],
    ['Ctrl', '⌃'],
    ['Alt', '⌥'],
    ['Shift', '⇧'],
  ]),
  other: new Map([['Mod', 'Ctrl']]),
};

/**
 * What stands on the keys of a sequence: `Mod+z` is [['⌘','Z']] or [['Ctrl','Z']], `g i` is [['G'],['I']].
 * One inner list a chord.
 */
export function chordCaps(keys: string, isApple: boolean): string[][] {
  const names = isApple ? modifiers.apple : modifiers.other;
  return keys
    .split(' ')
    .map((chord) =>
      splitChord(chord).map((key) => names.get(key) ?? caps.get(key) ?? (key.length === 1 ? key.toUpperCase() : key)),
    );
}

/** `Mod++` is Mod and the plus key. */
export function splitChord(chord: string): string[] {
  if (chord === '+') return ['+'];
  return chord.endsWith('++') ? [...chord.slice(0, -2).split('+'), '+'] : chord.split('+');
}
