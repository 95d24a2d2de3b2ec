import { type FocusEvent, type RefObject, useEffect, useRef, useState } from 'react';

/** The pointer or the focus on a stack of toasts, and where the focus goes when what has it is closed. */
export interface Hold {
  isHeld: boolean;
  /** For the element around the stack. */
  handlers: {
    onPointerEnter: () => void;
    onPointerLeave: () => void;
    onFocus: (event: FocusEvent<HTMLElement>) => void;
    onBlur: (event: FocusEvent<HTMLElement>) => void;
  };
  /** To be called when an item of the stack is closed. */
  afterClose: () => void;
}

/** @param count how many items the stack has */
export function useHold(stack: RefObject<HTMLElement | null>, count: number): Hold {
  const [isHovered, setHovered] = useState(false);
  const [hasFocus, setFocus] = useState(false);
  const cameFrom = useRef<Element | null>(null);
  // When the last item goes from under the pointer, no leave event follows.
  useEffect(() => {
    if (count > 0) return;
    setHovered(false);
    setFocus(false);
  }, [count]);
  return {
    isHeld: count > 0 && (isHovered || hasFocus),
    handlers: {
      onPointerEnter: () => setHovered(true),
      onPointerLeave: () => setHovered(false),
      onFocus(event) {
        if (!hasFocus) cameFrom.current = event.relatedTarget;
        setFocus(true);
      },
      // Also for menus that an item has opened elsewhere in the document: their focus bubbles to here.
      onBlur(event) {
        if (!event.currentTarget.contains(event.relatedTarget)) setFocus(false);
      },
    },
    afterClose() {
      if (!hasFocus) return;
      // Once it is gone, and a menu it was closed from as well.
      requestAnimationFrame(() =>
        requestAnimationFrame(() => {
          if (document.activeElement !== document.body && document.activeElement !== null) return;
          const next = stack.current?.querySelector('li button') ?? cameFrom.current;
          if (next instanceof HTMLElement && next.isConnected) next.focus({ preventScroll: true });
        }),
      );
    },
  };
}
