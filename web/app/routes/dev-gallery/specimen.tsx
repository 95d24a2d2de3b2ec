import type { ReactNode } from 'react';
import styles from './dev-gallery.module.css';

/** One part of the gallery with its name over its states. */
export function Specimen({ name, children, isWide = false }: { name: string; children: ReactNode; isWide?: boolean }) {
  return (
    <section className={styles.specimen}>
      <h3 className={styles.name}>{name}</h3>
      <div className={isWide ? styles.wide : styles.states}>{children}</div>
    </section>
  );
}
