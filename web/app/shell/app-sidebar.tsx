import { classNames } from '../ui/class-names.ts';
import { Sidebar } from '../ui/shell/sidebar.tsx';
import { AccountMenu } from './account-menu.tsx';
import styles from './navigation.module.css';
import { Navigation } from './navigation.tsx';

/** The sidebar of the app. */
export function AppSidebar({ isCollapsed, onToggle }: { isCollapsed: boolean; onToggle: () => void }) {
  const fold = classNames(styles.inSidebar, isCollapsed && styles.rail);
  return (
    <Sidebar
      isCollapsed={isCollapsed}
      onToggle={onToggle}
      toggleKeys="["
      homeHref="/inbox"
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
  );
}
