import type { ReactNode } from 'react';
import styles from './auth-form.module.css';

export interface AuthFormProps {
  title: string;
  lead?: ReactNode;
  children: ReactNode;
  /** The other way in. */
  foot?: ReactNode;
}

/** What every page around signing in looks like. */
export function AuthForm({ title, lead, children, foot }: AuthFormProps) {
  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title}>{title}</h1>
        {lead ? <p className={styles.lead}>{lead}</p> : null}
      </header>
      {children}
      {foot ? <p className={styles.foot}>{foot}</p> : null}
    </>
  );
}
