import type { SavedView } from '#core/view/view.ts';
import { useWorkspace } from '../shell/workspace.tsx';

/** Moves a saved view by one place among the others; null where it is the first or the last. */
export function useMoveView(view: SavedView): { up: (() => void) | null; down: (() => void) | null } {
  const { commands, views } = useWorkspace();
  const at = views.findIndex(({ id }) => id === view.id);
  const move = (after: string | null, label: string) => () => {
    const command = { type: 'view.move', viewId: view.id, after } as const;
    void commands.dispatch({ commands: [command], label: `${label} “${view.name}”`, subjects: [view.id] });
  };
  const below = views[at + 1];
  return {
    up: at > 0 ? move(views[at - 2]?.id ?? null, 'Moved up') : null,
    down: below && at >= 0 ? move(below.id, 'Moved down') : null,
  };
}
