import { ArrowDown, ArrowUp, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { SavedView } from '#core/view/view.ts';
import { useWorkspace } from '../shell/workspace.tsx';
import { IconButton } from '../ui/parts/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/parts/menu.tsx';
import { SavedViewDialog } from './saved-view-dialog.tsx';
import { useMoveView } from './use-move-view.ts';

/** What can be done to a saved view, at the head of its page and in the sidebar. */
export function SavedViewMenu({ view }: { view: SavedView }) {
  const { commands } = useWorkspace();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [isChanging, setChanging] = useState(false);
  const { up, down } = useMoveView(view);
  // Its page goes with it: whoever stands there is led away first, and the undo stays in sight.
  const remove = async () => {
    if (pathname === `/views/${view.id}`) await navigate('/all');
    const command = { type: 'view.delete', viewId: view.id } as const;
    await commands.dispatch({ commands: [command], label: `Deleted the view “${view.name}”`, subjects: [view.id] });
  };
  return (
    <>
      <Menu
        label={`Actions for the view ${view.name}`}
        placement="bottom end"
        trigger={<IconButton label={`Change the view ${view.name}`} icon={<Ellipsis aria-hidden="true" />} />}
      >
        <MenuItem icon={<Pencil aria-hidden="true" />} onAction={() => setChanging(true)}>
          Change…
        </MenuItem>
        {up ? (
          <MenuItem icon={<ArrowUp aria-hidden="true" />} keys="Alt+ArrowUp" onAction={up}>
            Move up
          </MenuItem>
        ) : null}
        {down ? (
          <MenuItem icon={<ArrowDown aria-hidden="true" />} keys="Alt+ArrowDown" onAction={down}>
            Move down
          </MenuItem>
        ) : null}
        <MenuSeparator />
        <MenuItem icon={<Trash2 aria-hidden="true" />} tone="danger" onAction={() => void remove()}>
          Delete
        </MenuItem>
      </Menu>
      {isChanging ? (
        <SavedViewDialog view={view} query={view.query} order={view} onClose={() => setChanging(false)} />
      ) : null}
    </>
  );
}
