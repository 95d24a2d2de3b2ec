import { type RefObject, useMemo } from 'react';
import type { Command } from '../ui/keyboard/command-registry.ts';
import { useCommands } from '../ui/keyboard/keyboard-provider.tsx';

/** The way to what rings by key; Escape on it closes it, Tab leads through its buttons. */
export function useReminderKeys(stack: RefObject<HTMLElement | null>): void {
  const commands = useMemo<Command[]>(() => {
    const first = () => stack.current?.querySelector<HTMLElement>('li button') ?? null;
    return [
      {
        id: 'reminder.focus',
        title: 'Go to the reminder that rings',
        keys: ['n'],
        scope: 'general',
        run: () => first()?.focus(),
        isEnabled: () => first() !== null,
      },
    ];
  }, [stack]);
  useCommands(commands);
}
