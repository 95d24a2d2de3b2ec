import { type KeyPress, matchChord } from './match-chord.ts';

/** Where a command belongs; also the headings of the shortcut sheet, in this order. */
export const COMMAND_SCOPES = ['general', 'go', 'list', 'task'] as const;
export type CommandScope = (typeof COMMAND_SCOPES)[number];

export interface Command {
  id: string;
  /** In the imperative, as the sheet and a tooltip show it: `Add a task`. */
  title: string;
  /** A chord or a sequence of two: `c`, `Mod+z`, `g i`. Several ways are several entries. */
  keys: readonly string[];
  scope: CommandScope;
  run: () => void;
  /** Not now: the key does nothing and falls through to whoever is next. */
  isEnabled?: () => boolean;
}

export interface CommandRegistry {
  /** Adds commands and returns what takes them away. A later command with the same key comes first. */
  register: (commands: readonly Command[]) => () => void;
  /** The commands that are there now, in the order they came. The list is a new one only after a change. */
  list: () => readonly Command[];
  subscribe: (listener: () => void) => () => void;
  /** @returns whether a command ran or a sequence began, and the event is therefore ours */
  handle: (press: KeyPress, context: PressContext) => boolean;
  keysOf: (id: string) => string | undefined;
}

export interface PressContext {
  /** A text box has the focus: only chords with Mod, Ctrl or Alt count. */
  isTyping: boolean;
  /** The person switched single-key commands off (WCAG 2.1.4). */
  areSingleKeysOff: boolean;
  isApple: boolean;
  nowMs: number;
}

/** How long the second key of `g i` may take. */
const SEQUENCE_TIMEOUT_MS = 1200;

/** One registry feeds key handling, the `?` sheet and the tooltips, so they cannot disagree. */
export function createCommandRegistry(): CommandRegistry {
  let commands: readonly Command[] = [];
  const listeners = new Set<() => void>();
  /** The first key of a sequence, waiting for its second. */
  let pending: { first: string; untilMs: number } | null = null;

  const change = (next: readonly Command[]) => {
    commands = next;
    for (const listener of listeners) listener();
  };

  const candidates = (context: PressContext) =>
    commands
      .toReversed()
      .filter((command) => command.isEnabled?.() ?? true)
      .flatMap((command) => command.keys.map((keys) => ({ command, chords: keys.split(' ') })))
      .filter(({ chords }) => isAllowed(chords[0] ?? '', context));

  return {
    register(added) {
      change([...commands, ...added]);
      return () => change(commands.filter((command) => !added.includes(command)));
    },
    list: () => commands,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    keysOf: (id) => commands.find((command) => command.id === id)?.keys[0],
    handle(press, context) {
      const waiting = pending && pending.untilMs >= context.nowMs ? pending.first : null;
      pending = null;
      const open = candidates(context);
      const matches = (chord: string | undefined) => chord !== undefined && matchChord(press, chord, context.isApple);

      const second = open.find(({ chords }) => waiting !== null && chords[0] === waiting && matches(chords[1]));
      const found = second ?? open.find(({ chords }) => chords.length === 1 && matches(chords[0]));
      if (found) {
        found.command.run();
        return true;
      }
      const started = open.find(({ chords }) => chords.length > 1 && matches(chords[0]));
      if (!started) return false;
      pending = { first: started.chords[0] ?? '', untilMs: context.nowMs + SEQUENCE_TIMEOUT_MS };
      return true;
    },
  };
}

function isAllowed(chord: string, context: PressContext): boolean {
  const isModified = /^(?:Mod|Ctrl|Alt)\+/.test(chord);
  if (isModified) return true;
  if (context.isTyping) return false;
  // Only printable single keys are switched off: Escape and the arrows are no characters.
  return !(context.areSingleKeysOff && isPrintable(chord));
}

function isPrintable(chord: string): boolean {
  return chord.replace(/^Shift\+/, '').length === 1;
}
