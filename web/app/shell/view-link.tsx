import { Bookmark } from 'lucide-react';
import type { SavedView } from '#core/view/view.ts';
import { SidebarLink } from '../ui/shell/sidebar.tsx';
import { SavedViewMenu } from '../views/saved-view-menu.tsx';
import { useMoveView } from '../views/use-move-view.ts';
import styles from './navigation.module.css';

/** One saved view in the sidebar, with what can be done to it; the arrows with Alt move it. */
export function ViewLink({ view }: { view: SavedView }) {
  const { up, down } = useMoveView(view);
  return (
    <li
      className={styles.list}
      onKeyDown={(event) => {
        const move = event.altKey ? { ArrowUp: up, ArrowDown: down }[event.key] : undefined;
        if (!move) return;
        event.preventDefault();
        move();
      }}
    >
      <ul>
        <SidebarLink to={`/views/${view.id}`} icon={<Bookmark />} label={view.name} />
      </ul>
      <div className={styles.tools}>
        <SavedViewMenu view={view} />
      </div>
    </li>
  );
}
