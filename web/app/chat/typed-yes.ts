import { useEffect } from 'react';

/** The buttons that wait to be pressed in the last turn of this window. */
const waiting = new Set<() => void>();
const YES = /^(?:yes|yep|yeah|y|ok|okay|confirm|do it|go ahead)(?:,? (?:please|do it|confirm|go ahead))?[.!]?$/iu;

/** Lets a typed “yes” press the button of a card, too; null when there is nothing to press. */
export function useTypedYes(press: (() => void) | null): void {
  useEffect(() => {
    if (press === null) return;
    waiting.add(press);
    return () => void waiting.delete(press);
  }, [press]);
}

/**
 * What was typed is a “yes” to the one card that waits: it is pressed, by the person, as by a click. With several of them
 * it is not known which is meant.
 *
 * @returns whether it was; otherwise it is something to say
 */
export function answersYes(said: string): boolean {
  const [press, ...others] = waiting;
  if (press === undefined || others.length > 0 || !YES.test(said)) return false;
  press();
  return true;
}
