import type { ReactNode } from 'react';
import { Link } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import styles from './button.module.css';
import type { ButtonVariant } from './button.tsx';

export interface ButtonLinkProps {
  href: string;
  variant?: ButtonVariant;
  icon?: ReactNode;
  isWide?: boolean;
  /** The answer is a file, not a page. */
  download?: boolean | string;
  children: ReactNode;
}

/** Leads somewhere, and looks like the button it stands beside. */
export function ButtonLink({ variant = 'secondary', icon, isWide = false, children, ...link }: ButtonLinkProps) {
  return (
    <Link {...link} className={classNames(styles.button, styles[variant], styles.regular, isWide && styles.wide)}>
      {icon ? <span className={styles.icon}>{icon}</span> : null}
      <span className={styles.words}>{children}</span>
    </Link>
  );
}
