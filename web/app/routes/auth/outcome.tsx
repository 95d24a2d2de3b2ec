import { type ReactNode, useEffect, useRef } from 'react';
import { Link } from 'react-router';
import styles from './auth-form.module.css';

/** What came of a form, in its place. Focus goes to the heading, since the button that had it is gone. */
export function Outcome({ title, children }: { title: string; children: ReactNode }) {
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
      <Link className="link" to="/sign-in">
        Go to sign in
      </Link>
    </>
  );
}
