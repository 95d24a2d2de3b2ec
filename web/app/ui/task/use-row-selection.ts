import { useRef } from 'react';

export interface RowSelectionInput {
  /** In the order they stand. */
  ids: readonly string[];
  selectedIds: ReadonlySet<string>;
  onSelectionChange: (ids: ReadonlySet<string>) => void;
}

export interface RowSelection {
  selectedIds: ReadonlySet<string>;
  /** Selects these and no others. */
  select: (ids: Iterable<string>) => void;
  toggle: (id: string) => void;
  /** Selects up to `to`: from the row that was selected last, else from `from`. */
  extend: (from: string, to: string) => void;
}

/** Selecting rows one by one and from here to there, by whatever keys and presses. */
export function useRowSelection({ ids, selectedIds, onSelectionChange }: RowSelectionInput): RowSelection {
  /** Where a range begins, and what is selected besides it: so a range can shrink again. */
  const anchor = useRef<{ id: string; besides: ReadonlySet<string> } | null>(null);
  return {
    selectedIds,
    select: (wanted) => onSelectionChange(new Set(wanted)),
    toggle(id) {
      const next = new Set(selectedIds);
      if (!next.delete(id)) next.add(id);
      anchor.current = { id, besides: next };
      onSelectionChange(next);
    },
    extend(from, to) {
      const known = anchor.current;
      const isKnown = known !== null && selectedIds.size > 0 && ids.includes(known.id);
      const start = isKnown ? known : { id: from, besides: selectedIds };
      const ends = [ids.indexOf(start.id), ids.indexOf(to)];
      anchor.current = start;
      onSelectionChange(new Set([...start.besides, ...ids.slice(Math.min(...ends), Math.max(...ends) + 1)]));
    },
  };
}
