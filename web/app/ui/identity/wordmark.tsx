import { BellMark } from './bell-mark.tsx';
import styles from './identity.module.css';

/** The mark and the name. */
export function Wordmark({ size = 'regular' }: { size?: 'regular' | 'large' }) {
  return (
    <span className={size === 'large' ? styles.large : styles.wordmark}>
      <BellMark size={size === 'large' ? 30 : 18} />
      <span className={styles.name}>Carillon</span>
    </span>
  );
}
