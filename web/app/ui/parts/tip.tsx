import type { ReactNode } from 'react';
import { Tooltip, TooltipTrigger } from 'react-aria-components';
import { Kbd } from './kbd.tsx';
import styles from './tip.module.css';

export interface TipProps {
  label: string;
  keys?: string | undefined;
  placement?: 'top' | 'bottom' | 'left' | 'right';
  /** One React Aria button or link. */
  children: ReactNode;
}

/** A tooltip: a name and the key. It repeats what is said elsewhere, since touch never sees it. */
export function Tip({ label, keys, placement = 'bottom', children }: TipProps) {
  return (
    <TooltipTrigger delay={500} closeDelay={0}>
      {children}
      <Tooltip className={styles.tip} offset={6} placement={placement}>
        {label}
        {keys ? <Kbd keys={keys} tone="inverse" /> : null}
      </Tooltip>
    </TooltipTrigger>
  );
}
