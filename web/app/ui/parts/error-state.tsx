import type { ReactNode } from 'react';
import { Button } from './button.tsx';
import styles from './error-state.module.css';

export interface ErrorStateProps {
  /** What happened. */
  title: string;
  /** What is safe and what to do. */
  children?: ReactNode;
  /** Names this very request in our logs. */
  requestId?: string | null | undefined;
  onRetry?: () => void;
  isRetrying?: boolean;
  action?: ReactNode;
}

/** What happened, what is safe, what to do. */
export function ErrorState({ title, children, requestId, onRetry, isRetrying = false, action }: ErrorStateProps) {
  return (
    <div role="alert" className={styles.error}>
      <p className={styles.title}>{title}</p>
      {children ? <div className={styles.text}>{children}</div> : null}
      {onRetry || action ? (
        <div className={styles.actions}>
          {onRetry ? (
            <Button onPress={onRetry} isBusy={isRetrying}>
              Try again
            </Button>
          ) : null}
          {action}
        </div>
      ) : null}
      {requestId ? (
        <p className={styles.request}>
          Request <code>{requestId}</code>
        </p>
      ) : null}
    </div>
  );
}
