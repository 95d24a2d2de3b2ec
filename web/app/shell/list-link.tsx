import { Archive, ArchiveRestore, ArrowDown, ArrowUp, Ellipsis, Pencil, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import type { ListWithCount } from '#core/query/overview.ts';
import { IconButton } from '../ui/parts/icon-button.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/parts/menu.tsx';
import { SidebarLink } from '../ui/shell/sidebar.tsx';
import { ListDot } from '../ui/task/list-dot.tsx';
import { ListNameDialog } from './list-name-dialog.tsx';
import styles from './navigation.module.css';
import { useWorkspace } from './workspace.tsx';

export interface ListLinkProps {
  list: ListWithCount;
  /** The list that this one comes to stand behind when it goes up; null is the start. */
  before: string | null;
  /** The list below it; null when it is the last. */
  after: string | null;
  isFirst: boolean;
}

/** One list in the sidebar, with what can be done to it. */
export function ListLink({ list, before, after, isFirst }: ListLinkProps) {
  const { commands } = useWorkspace();
  const navigate = useNavigate();
  const { pathname } = useLocation();
  const [isRenaming, setRenaming] = useState(false);
  const onList = { listId: list.id };
  const write = (command: Parameters<typeof commands.dispatch>[0]['commands'][number], label: string) =>
    void commands.dispatch({ commands: [command], label: `${label} “${list.name}”`, subjects: [list.id] });
  const here = `/lists/${list.id}`;
  // The page of a list goes with it: whoever stands there is led away first, and the undo stays in sight.
  const remove = async () => {
    if (pathname === here) await navigate('/inbox');
    write({ type: 'list.delete', ...onList }, 'Deleted the list');
  };
  const isArchived = list.archivedAt !== null;
  return (
    <li className={styles.list}>
      <ul>
        <SidebarLink to={here} icon={<ListDot listId={list.id} />} label={list.name} count={list.openCount} />
      </ul>
      <div className={styles.tools}>
        <Menu
          label={`Actions for the list ${list.name}`}
          placement="bottom end"
          trigger={<IconButton label={`Change the list ${list.name}`} icon={<Ellipsis aria-hidden="true" />} />}
        >
          <MenuItem icon={<Pencil aria-hidden="true" />} onAction={() => setRenaming(true)}>
            Rename…
          </MenuItem>
          {isFirst ? null : (
            <MenuItem
              icon={<ArrowUp aria-hidden="true" />}
              onAction={() => write({ type: 'list.move', ...onList, after: before }, 'Moved up')}
            >
              Move up
            </MenuItem>
          )}
          {after === null ? null : (
            <MenuItem
              icon={<ArrowDown aria-hidden="true" />}
              onAction={() => write({ type: 'list.move', ...onList, after }, 'Moved down')}
            >
              Move down
            </MenuItem>
          )}
          {isArchived ? (
            <MenuItem
              icon={<ArchiveRestore aria-hidden="true" />}
              onAction={() => write({ type: 'list.unarchive', ...onList }, 'Took out of the archive:')}
            >
              Take out of the archive
            </MenuItem>
          ) : (
            <MenuItem
              icon={<Archive aria-hidden="true" />}
              onAction={() => write({ type: 'list.archive', ...onList }, 'Archived')}
            >
              Archive
            </MenuItem>
          )}
          <MenuSeparator />
          <MenuItem icon={<Trash2 aria-hidden="true" />} tone="danger" onAction={() => void remove()}>
            Delete
          </MenuItem>
        </Menu>
      </div>
      {isRenaming ? <ListNameDialog list={list} onClose={() => setRenaming(false)} /> : null}
    </li>
  );
}
