import { type ReactNode, useEffect, useState } from 'react';
import { useLocation } from 'react-router';
import { classNames } from '../ui/class-names.ts';
import { Sheet } from '../ui/parts/sheet.tsx';
import { Sidebar } from '../ui/shell/sidebar.tsx';
import { AccountMenu } from './account-menu.tsx';
import styles from './navigation.module.css';
import { Navigation } from './navigation.tsx';

export interface AppSidebarProps {
  isCollapsed: boolean;
  onToggle: () => void;
  bell: ReactNode;
}

/** The sidebar of the app; where it is a rail for want of room, all of it is in a sheet. */
export function AppSidebar({ isCollapsed, onToggle, bell }: AppSidebarProps) {
  const fold = classNames(styles.inSidebar, isCollapsed && styles.rail);
  const [isOpen, setOpen] = useState(false);
  const { pathname } = useLocation();
  useEffect(() => setOpen(false), [pathname]);
  return (
    <>
      <Sidebar
        isCollapsed={isCollapsed}
        onToggle={onToggle}
        onOpen={() => setOpen(true)}
        toggleKeys="["
        homeHref="/inbox"
        tools={bell}
        footer={
          <div className={fold}>
            <AccountMenu />
          </div>
        }
      >
        <div className={classNames(styles.places, fold)}>
          <Navigation />
        </div>
      </Sidebar>
      <Sheet title="Carillon" side="start" isOpen={isOpen} onClose={() => setOpen(false)}>
        <div className={styles.sheet}>
          <Navigation />
          <AccountMenu />
        </div>
      </Sheet>
    </>
  );
}
