import { Link, Outlet } from 'react-router';
import { Wordmark } from '#web/app/ui/identity/wordmark.tsx';
import styles from './auth-layout.module.css';
import { GreatBell } from './great-bell.tsx';

/** The frame of the pages around signing in: the form, and the bell. */
export default function AuthLayout() {
  return (
    <div className={styles.layout}>
      <div className={styles.column}>
        <header>
          <Link to="/" className={styles.home} aria-label="Carillon, home">
            <Wordmark />
          </Link>
        </header>
        <main className={styles.main}>
          <Outlet />
        </main>
      </div>
      <div className={styles.picture} aria-hidden="true">
        <GreatBell />
        <p className={styles.motto}>Many bells, one keyboard, exact time.</p>
      </div>
    </div>
  );
}
