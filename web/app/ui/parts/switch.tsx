import type { ReactNode } from 'react';
import { type SwitchProps as AriaProps, Switch as AriaSwitch } from 'react-aria-components';
import styles from './switch.module.css';

export interface SwitchProps extends Omit<AriaProps, 'children' | 'className'> {
  children: ReactNode;
  help?: ReactNode;
}

/** A setting that takes effect at once. */
export function Switch({ children, help, ...props }: SwitchProps) {
  return (
    <AriaSwitch {...props} className={styles.switch}>
      <span className={styles.words}>
        {children}
        {help ? <span className={styles.help}>{help}</span> : null}
      </span>
      <span className={styles.track} aria-hidden="true" />
    </AriaSwitch>
  );
}
