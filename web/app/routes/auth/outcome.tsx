import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import styles from './auth-form.module.css';

export interface OutcomeProps {
  title: string;
  children: ReactNode;
  /** Where one goes on from here; to signing in, unless said otherwise. */
  next?: { to: string; label: string };
}

const SIGN_IN = { to: '/sign-in', label: 'Go to sign in' };

/** What came of a form, in its place. Focus goes to the heading, since the button that had it is gone. */
export function Outcome({ title, children, next = SIGN_IN }: OutcomeProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <>
      <header className={styles.head}>
        <h1 className={styles.title} tabIndex={-1} ref={heading}>
          {title}
        </h1>
        <p className={styles.lead}>{children}</p>
      </header>
      <Link className="link" to={next.to}>
        {next.label}
      </Link>
    </>
  );
}
