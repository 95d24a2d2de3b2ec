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

/**
 * An action with words. One primary on a view at most.
 *
 * React Aria's own `isPending` announces by pointing at the button, which is often gone by the time it is read (a form
 * that gives way to its outcome); so what is busy is told by the button itself.
 */
export function Button({
  variant = 'secondary',
  size = 'regular',
  icon,
  isBusy = false,
  isWide = false,
  children,
  ...props
}: ButtonProps) {
  const whileBusy = isBusy
    ? { type: 'button' as const, onPress: undefined, 'aria-disabled': true, 'data-pending': true }
    : {};
  return (
    <AriaButton
      {...props}
      {...whileBusy}
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
