import { CircleHelp } from 'lucide-react';
import { Link } from 'react-aria-components';
import styles from './repeat-guide-link.module.css';

/** To the page that answers what people ask about repeats; in a tab of its own, since here something is being written. */
export function RepeatGuideLink() {
  return (
    <Link href="/guide/repeats" target="_blank" className={styles.link}>
      <CircleHelp aria-hidden="true" />
      How repeats work
    </Link>
  );
}
