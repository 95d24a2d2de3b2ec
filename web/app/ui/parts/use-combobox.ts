import { type KeyboardEvent, useEffect, useId, useState } from 'react';

export interface ComboboxOptions<Option> {
  options: readonly Option[];
  /** The same as long as the option means the same, while others come and go around it. */
  keyOf: (option: Option) => string;
  /** Whether Enter means the first option as long as no arrow was pressed. */
  isFirstActive?: boolean;
}

const PAGE = 8;
const STEPS: Readonly<Record<string, number>> = { ArrowDown: 1, ArrowUp: -1, PageDown: PAGE, PageUp: -PAGE };

/**
 * What a text box with a list of options under it has in common with every other: which option the arrows stand on, and
 * what a screen reader is told of it. The focus stays in the box; what Enter does is the box's own affair.
 */
export function useCombobox<Option>({ options, keyOf, isFirstActive = false }: ComboboxOptions<Option>) {
  const ids = useId();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const first = isFirstActive ? options[0] : undefined;
  const active = options.find((option) => keyOf(option) === activeKey) ?? first ?? null;
  const idOf = (option: Option) => `${ids}${options.indexOf(option)}`;
  const activeId = active === null ? null : idOf(active);
  useEffect(() => {
    if (activeId !== null) document.getElementById(activeId)?.scrollIntoView({ block: 'nearest' });
  }, [activeId]);
  return {
    active,
    /** Whether an arrow led there, not the options themselves. */
    isChosen: activeKey !== null,
    reset: () => setActiveKey(null),
    box: {
      role: 'combobox',
      'aria-autocomplete': 'list',
      'aria-expanded': options.length > 0,
      'aria-controls': ids,
      'aria-activedescendant': activeId ?? undefined,
    },
    /** Of the list, whose role is `listbox`. */
    listId: ids,
    /** Of an option, whose role is `option`. */
    option: (option: Option) => ({ id: idOf(option), 'aria-selected': option === active }),
    /** Walks with the arrows. @returns whether the key was one of them */
    walk(event: KeyboardEvent): boolean {
      const step = STEPS[event.key];
      if (step === undefined || options.length === 0) return false;
      event.preventDefault();
      const next = options[placeAfter(active === null ? -1 : options.indexOf(active), step, options.length)];
      setActiveKey(next === undefined ? null : keyOf(next));
      return true;
    },
  } as const;
}

/** A single step goes round, a page stops at the ends. */
function placeAfter(at: number, step: number, count: number): number {
  if (at === -1) return step > 0 ? 0 : count - 1;
  if (Math.abs(step) === 1) return (at + step + count) % count;
  return Math.min(Math.max(at + step, 0), count - 1);
}
