import {
  createContext,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useState,
  useSyncExternalStore,
} from 'react';
import { type Command, type CommandRegistry, createCommandRegistry } from './command-registry.ts';
import { isApplePlatform } from './is-apple-platform.ts';
import { isTypingTarget } from './is-typing-target.ts';

const KeyboardContext = createContext<CommandRegistry | null>(null);
const none: readonly Command[] = [];

export interface KeyboardProviderProps {
  /** The person's setting: no command on a bare letter or sign. */
  areSingleKeysOff?: boolean;
  children: ReactNode;
}

/** Holds the command registry of the app and listens for its keys. */
export function KeyboardProvider({ areSingleKeysOff = false, children }: KeyboardProviderProps) {
  const [registry] = useState(createCommandRegistry);

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      // A part that took the key already owns it, and so does an input method that composes.
      if (event.defaultPrevented || event.isComposing || isInOverlay(event.target)) return;
      const isOurs = registry.handle(event, {
        isTyping: isTypingTarget(event.target),
        areSingleKeysOff,
        isApple: isApplePlatform(),
        nowMs: event.timeStamp,
      });
      if (isOurs) event.preventDefault();
    };
    window.addEventListener('keydown', onKeyDown);
    return () => window.removeEventListener('keydown', onKeyDown);
  }, [registry, areSingleKeysOff]);

  return <KeyboardContext value={registry}>{children}</KeyboardContext>;
}

/** Registers commands for as long as the caller is mounted. Keep the array stable (`useMemo`). */
export function useCommands(commands: readonly Command[]): void {
  const registry = useContext(KeyboardContext);
  useEffect(() => registry?.register(commands), [registry, commands]);
}

/** Every command there is now. */
export function useCommandList(): readonly Command[] {
  const registry = useContext(KeyboardContext);
  const subscribe = useCallback((listener: () => void) => registry?.subscribe(listener) ?? (() => {}), [registry]);
  return useSyncExternalStore(
    subscribe,
    () => registry?.list() ?? none,
    () => none,
  );
}

/** The key of one command, for a tooltip; undefined while nobody offers that command. */
export function useCommandKeys(id: string): string | undefined {
  return useCommandList().find((command) => command.id === id)?.keys[0];
}

/** Behind a modal nothing is in reach, and an open menu or popover has its own keys. */
function isInOverlay(target: EventTarget | null): boolean {
  if (document.querySelector('[data-modal]')) return true;
  return target instanceof Element && target.closest('[role="dialog"], [role="menu"], [role="listbox"]') !== null;
}
