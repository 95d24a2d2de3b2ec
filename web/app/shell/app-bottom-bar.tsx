import { CalendarDays, Inbox, Menu as MenuIcon, Sun } from 'lucide-react';
import { type RefObject, useEffect, useState } from 'react';
import { useLocation, useNavigate } from 'react-router';
import { Sheet } from '../ui/parts/sheet.tsx';
import { BottomBar } from '../ui/shell/bottom-bar.tsx';
import { AccountMenu } from './account-menu.tsx';
import { askPage } from './ask-page.ts';
import styles from './navigation.module.css';
import { Navigation } from './navigation.tsx';
import type { ShellActions } from './shell-actions.tsx';

/** The navigation of a phone; what has no room on it is in a sheet. */
export function AppBottomBar({ page }: { page: RefObject<ShellActions | null> }) {
  const [isOpen, setOpen] = useState(false);
  const navigate = useNavigate();
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  const add = () => askPage(page, 'add', { navigate, elsewhere: '/inbox' });
  return (
    <>
      <BottomBar
        links={[
          { to: '/inbox', label: 'Inbox', icon: <Inbox /> },
          { to: '/today', label: 'Today', icon: <Sun /> },
          { to: '/upcoming', label: 'Upcoming', icon: <CalendarDays /> },
        ]}
        onAdd={add}
        more={{ label: 'More', icon: <MenuIcon />, onPress: () => setOpen(true) }}
      />
      <Sheet title="Carillon" side="bottom" isOpen={isOpen} onClose={() => setOpen(false)}>
        <div className={styles.sheet}>
          <Navigation />
          <AccountMenu />
        </div>
      </Sheet>
    </>
  );
}
