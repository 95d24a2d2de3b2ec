import { Sidebar } from '../ui/shell/sidebar.tsx';
import { Navigation } from './navigation.tsx';

/** The sidebar of the app. */
export function AppSidebar({ isCollapsed, onToggle }: { isCollapsed: boolean; onToggle: () => void }) {
  return (
    <Sidebar isCollapsed={isCollapsed} onToggle={onToggle} toggleKeys="[" homeHref="/inbox">
      <Navigation />
    </Sidebar>
  );
}
