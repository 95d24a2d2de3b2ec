import { Monitor, Moon, Sun } from 'lucide-react';
import type { ReactNode } from 'react';
import { SegmentedControl } from '../parts/segmented-control.tsx';
import type { Theme } from './theme.ts';
import { useTheme } from './use-theme.ts';

const segments: readonly { value: Theme; label: string; icon: ReactNode }[] = [
  { value: 'system', label: 'System', icon: <Monitor aria-hidden="true" /> },
  { value: 'light', label: 'Light', icon: <Sun aria-hidden="true" /> },
  { value: 'dark', label: 'Dark', icon: <Moon aria-hidden="true" /> },
];

/** Light, dark, or as the device. */
export function ThemeToggle() {
  const [theme, setTheme] = useTheme();
  return <SegmentedControl label="Theme" segments={segments} value={theme} onChange={setTheme} />;
}
