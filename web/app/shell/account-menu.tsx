import {
  Activity,
  BookOpen,
  CircleHelp,
  Code,
  Command as CommandIcon,
  Ellipsis,
  LogOut,
  Monitor,
  Moon,
  Settings,
  Sun,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { signOut } from '../auth/sign-out.ts';
import { useCommandList } from '../ui/keyboard/keyboard-provider.tsx';
import { Menu, MenuItem, MenuSeparator } from '../ui/parts/menu.tsx';
import { SidebarLink } from '../ui/shell/sidebar.tsx';
import type { Theme } from '../ui/theme/theme.ts';
import { useTheme } from '../ui/theme/use-theme.ts';
import styles from './navigation.module.css';

const themes: readonly { theme: Theme; words: string; icon: ReactNode }[] = [
  { theme: 'system', words: 'As the device', icon: <Monitor aria-hidden="true" /> },
  { theme: 'light', words: 'Light', icon: <Sun aria-hidden="true" /> },
  { theme: 'dark', words: 'Dark', icon: <Moon aria-hidden="true" /> },
];

/** What is about the account and not about tasks, at the foot of the navigation. */
export function AccountMenu() {
  const commands = useCommandList();
  const sheet = commands.find(({ id }) => id === 'sheet');
  const palette = commands.find(({ id }) => id === 'palette');
  const [current, setTheme] = useTheme();
  return (
    <ul className={styles.foot}>
      <SidebarLink to="/activity" icon={<Activity />} label="Activity" />
      <SidebarLink to="/settings" icon={<Settings />} label="Settings" />
      <li>
        <Menu
          label="More"
          placement="top start"
          trigger={
            <Button className={styles.more} aria-label="More: theme, guide, shortcuts, API, sign out">
              <Ellipsis aria-hidden="true" />
              <span>More</span>
            </Button>
          }
        >
          {themes.map(({ theme, words, icon }) => (
            <MenuItem key={theme} icon={icon} onAction={() => setTheme(theme)}>
              {theme === current ? `${words} (now)` : words}
            </MenuItem>
          ))}
          <MenuSeparator />
          <MenuItem icon={<BookOpen aria-hidden="true" />} href="/guide">
            Guide
          </MenuItem>
          <MenuItem icon={<CommandIcon aria-hidden="true" />} keys="Mod+k" onAction={() => palette?.run()}>
            Search and commands
          </MenuItem>
          <MenuItem icon={<CircleHelp aria-hidden="true" />} keys="?" onAction={() => sheet?.run()}>
            Keyboard shortcuts
          </MenuItem>
          <MenuItem icon={<Code aria-hidden="true" />} onAction={() => window.location.assign('/docs')}>
            API
          </MenuItem>
          <MenuSeparator />
          <MenuItem icon={<LogOut aria-hidden="true" />} onAction={() => void signOut()}>
            Sign out
          </MenuItem>
        </Menu>
      </li>
    </ul>
  );
}
