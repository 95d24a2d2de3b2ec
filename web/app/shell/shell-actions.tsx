import { createContext, type RefObject, use, useEffect } from 'react';

/** What the frame can ask of the page in it: its own buttons and keys lead into the page. */
export interface ShellActions {
  add: (() => void) | null;
  search: () => void;
  filter: () => void;
}

export const ShellActionsContext = createContext<RefObject<ShellActions | null> | null>(null);

/** Offers the page's own actions to the frame for as long as the page is there. */
export function useShellActions(actions: ShellActions): void {
  const page = use(ShellActionsContext);
  useEffect(() => {
    if (page) page.current = actions;
  });
  useEffect(
    () => () => {
      if (page) page.current = null;
    },
    [page],
  );
}
