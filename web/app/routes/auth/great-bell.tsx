import styles from './auth-layout.module.css';

/** The mark as a founder would draw it: the same three strokes, with the lines a bell is turned by. */
export function GreatBell() {
  return (
    <svg className={styles.bell} viewBox="0 0 160 160" aria-hidden="true">
      <g className={styles.turning}>
        <path d="M80 0v160" />
        <path d="M44 66h72M40 86h80M38 104h84" />
        <path d="M20 116v8M140 116v8M80 121h-58M80 121h58" />
      </g>
      <g className={styles.strokes}>
        <path d="M36 112C47 96 42 74 47 54C52 33 65 22 80 22s28 11 33 32c5 20 0 42 11 58" />
        <path d="M20 116h120" />
        <path d="M67 139c8 5 18 5 26 0" />
      </g>
    </svg>
  );
}
