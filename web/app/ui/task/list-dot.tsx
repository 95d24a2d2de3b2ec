import styles from './list-dot.module.css';

/** Stands for a list: a small bell-metal ring whose hue follows from its id, so the same list looks the same everywhere. */
export function ListDot({ listId }: { listId: string }) {
  return <span aria-hidden="true" className={styles.dot} style={{ '--list-hue': hueOf(listId) }} />;
}

/** A hue in degrees, spread by the golden angle so that neighbours differ. */
function hueOf(id: string): number {
  let sum = 0;
  for (const char of id) sum = (sum * 31 + (char.codePointAt(0) ?? 0)) % 9973;
  return Math.round((sum * 137.508) % 360);
}
