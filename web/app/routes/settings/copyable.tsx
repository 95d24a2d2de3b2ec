import { CopyButton } from './copy-button.tsx';
import styles from './settings.module.css';

/** A text that is taken along: under its name, with a button that copies it. A click into it marks all of it. */
export function Copyable({ label, text }: { label: string; text: string }) {
  return (
    <div className={styles.copyable}>
      <span>{label}</span>
      <pre>{text}</pre>
      <CopyButton what={label.toLowerCase()} text={text} />
    </div>
  );
}
