import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import styles from './button.module.css';
import { Spinner } from './spinner.tsx';

export type ButtonVariant = 'primary' | 'secondary' | 'quiet' | 'danger';

export interface ButtonProps extends Omit<AriaButtonProps, 'children' | 'className' | 'isPending'> {
  variant?: ButtonVariant;
  size?: 'small' | 'regular';
  /** A lucide icon before the words. */
  icon?: ReactNode;
  /** The action runs: the button keeps its size and its focus, shows it, and answers no press. */
  isBusy?: boolean;
  isWide?: boolean;
  children: ReactNode;
}

/** An action with words. One primary on a view at most. */
export function Button({
  variant = 'secondary',
  size = 'regular',
  icon,
  isBusy = false,
  isWide = false,
  children,
  ...props
}: ButtonProps) {
  return (
    <AriaButton
      {...props}
      isPending={isBusy}
      className={classNames(styles.button, styles[variant], styles[size], isWide && styles.wide)}
    >
      {icon ? <span className={styles.icon}>{icon}</span> : null}
      <span className={styles.words}>{children}</span>
      {isBusy ? (
        <span className={styles.busy}>
          <Spinner />
        </span>
      ) : null}
    </AriaButton>
  );
}
