import { createContext, type ReactNode, use, useEffect, useRef, useState } from 'react';

const ActiveRowContext = createContext<{ hovered: string | null; focused: string | null }>({
  hovered: null,
  focused: null,
});

/**
 * Knows which row the pointer is over and which has the focus. Buttons of a row are only made for those two: in a list
 * of hundreds they would otherwise cost more than everything else on it.
 */
export function ActiveRow({ children }: { children: ReactNode }) {
  const box = useRef<HTMLDivElement>(null);
  const [active, setActive] = useState<{ hovered: string | null; focused: string | null }>({
    hovered: null,
    focused: null,
  });

  useEffect(() => {
    const list = box.current;
    if (!list) return;
    const set = (key: 'hovered' | 'focused', target: EventTarget | null) => {
      const row = target instanceof Element && list.contains(target) ? target.closest('[data-task-id]') : null;
      const id = row?.getAttribute('data-task-id') ?? null;
      setActive((before) => (before[key] === id ? before : { ...before, [key]: id }));
    };
    const onOver = (event: PointerEvent) => set('hovered', event.target);
    const onLeave = () => set('hovered', null);
    const onFocus = (event: FocusEvent) => set('focused', event.target);
    list.addEventListener('pointerover', onOver);
    list.addEventListener('pointerleave', onLeave);
    list.addEventListener('focusin', onFocus);
    return () => {
      list.removeEventListener('pointerover', onOver);
      list.removeEventListener('pointerleave', onLeave);
      list.removeEventListener('focusin', onFocus);
    };
  }, []);

  return (
    <ActiveRowContext value={active}>
      <div ref={box}>{children}</div>
    </ActiveRowContext>
  );
}

/** What only the row in use shows. */
export function InActiveRow({ taskId, children }: { taskId: string; children: ReactNode }) {
  const { hovered, focused } = use(ActiveRowContext);
  return hovered === taskId || focused === taskId ? children : null;
}
