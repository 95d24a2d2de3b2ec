import { Plus } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { NavLink } from 'react-router';
import styles from './bottom-bar.module.css';

export interface BottomBarProps {
  /** Two before the button, one after it, then `more`. */
  links: readonly { to: string; label: string; icon: ReactNode }[];
  onAdd: () => void;
  more: { label: string; icon: ReactNode; onPress: () => void };
}

/** The navigation of a phone, with capture in its middle. */
export function BottomBar({ links, onAdd, more }: BottomBarProps) {
  const item = (link: BottomBarProps['links'][number]) => (
    <li key={link.to}>
      <NavLink to={link.to} className={styles.item}>
        <span aria-hidden="true">{link.icon}</span>
        {link.label}
      </NavLink>
    </li>
  );
  return (
    <nav aria-label="Main">
      <ul className={styles.bar}>
        {links.slice(0, 2).map(item)}
        <li>
          <Button className={styles.add} aria-label="Add a task" onPress={onAdd}>
            <Plus aria-hidden="true" />
          </Button>
        </li>
        {links.slice(2).map(item)}
        <li>
          <Button className={styles.item} onPress={more.onPress}>
            <span aria-hidden="true">{more.icon}</span>
            {more.label}
          </Button>
        </li>
      </ul>
    </nav>
  );
}
