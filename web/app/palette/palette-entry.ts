import type { ReactNode } from 'react';

/** Headings of the palette, in the order in which they stand as long as nothing is typed. */
export const PALETTE_GROUPS = ['subject', 'recent', 'go', 'command', 'task', 'narrow', 'write'] as const;
export type PaletteGroup = (typeof PALETTE_GROUPS)[number];

/** Something that can be chosen. */
export interface PaletteEntry {
  /** The same as long as it means the same, also tomorrow: what was used lately is known by it. */
  id: string;
  group: PaletteGroup;
  title: string;
  /** Found by these, too. */
  words?: string;
  icon: ReactNode;
  /** What tells it from others of the name: the list of a task, when it is due. */
  hint?: string;
  /** The keys that do the same. */
  keys?: string | undefined;
  run: () => void;
  /** Goes on in the palette instead of closing it. */
  isStep?: boolean;
}
