import type { ReactNode } from 'react';
import { Button, type ButtonProps } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import styles from './icon-button.module.css';
import { Tip } from './tip.tsx';

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'className' | 'aria-label'> {
  /** What it does, in words: its name and its tooltip. */
  label: string;
  icon: ReactNode;
  /** The chord that does the same, shown in the tooltip. */
  keys?: string | undefined;
  isActive?: boolean;
  tone?: 'regular' | 'danger';
}

/** An action drawn as an icon; its name and its key appear on hover and on focus. */
export function IconButton({ label, icon, keys, isActive = false, tone = 'regular', ...props }: IconButtonProps) {
  return (
    <Tip label={label} keys={keys}>
      <Button
        {...props}
        aria-label={label}
        className={classNames(styles.button, isActive && styles.active, styles[tone])}
      >
        {icon}
      </Button>
    </Tip>
  );
}
