import styles from './identity.module.css';

/** The mark: one bell in three strokes, its body, its rim and its clapper. It holds at 16 px. */
export function BellMark({ size = 20 }: { size?: number }) {
  return (
    <svg className={styles.mark} viewBox="0 0 16 16" width={size} height={size} aria-hidden="true">
      <path d="M3.6 11.2C4.7 9.6 4.2 7.4 4.7 5.4C5.2 3.3 6.5 2.2 8 2.2s2.8 1.1 3.3 3.2c.5 2 0 4.2 1.1 5.8" />
      <path d="M2 11.6h12" />
      <path d="M6.7 13.9c.8.5 1.8.5 2.6 0" />
    </svg>
  );
}
