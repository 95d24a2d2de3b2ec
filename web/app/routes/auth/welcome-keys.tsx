import { Kbd } from '#web/app/ui/parts/kbd.tsx';
import styles from './welcome.module.css';

const keys = [
  ['c', 'Add a task, from anywhere'],
  ['ArrowDown', 'Walk the list'],
  ['Enter', 'Open what is in focus'],
  ['Mod+z', 'Take the last change back'],
  ['/', 'Search titles and notes'],
  ['?', 'Show every key'],
] as const;

/** A few of the keys. */
export function WelcomeKeys() {
  return (
    <dl className={styles.keys}>
      {keys.map(([chord, words]) => (
        <div key={chord}>
          <dt>
            <Kbd keys={chord} />
          </dt>
          <dd>{words}</dd>
        </div>
      ))}
    </dl>
  );
}
