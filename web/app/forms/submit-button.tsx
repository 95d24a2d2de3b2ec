import type { ReactNode } from 'react';
import { Button, type ButtonVariant } from '../ui/parts/button.tsx';
import styles from './forms.module.css';
import { useIsHydrated } from './use-is-hydrated.ts';

export interface SubmitButtonProps {
  isBusy: boolean;
  variant?: ButtonVariant;
  isWide?: boolean;
  isDisabled?: boolean;
  children: ReactNode;
}

/** Sends its form, once scripts run. It looks the same before. */
export function SubmitButton({ isBusy, variant = 'primary', isWide, isDisabled = false, children }: SubmitButtonProps) {
  const isHydrated = useIsHydrated();
  return (
    <span className={isHydrated ? styles.submit : styles.early} data-wide={isWide || undefined}>
      <Button
        type="submit"
        variant={variant}
        isBusy={isBusy}
        isWide={isWide ?? false}
        isDisabled={!isHydrated || isDisabled}
      >
        {children}
      </Button>
    </span>
  );
}
