import { Fragment, useSyncExternalStore } from 'react';
import { classNames } from '../class-names.ts';
import { chordCaps } from '../keyboard/chord-caps.ts';
import { isApplePlatform } from '../keyboard/is-apple-platform.ts';
import styles from './kbd.module.css';

const never = () => () => {};

/** A chord or a sequence of chords as key caps: `Mod+z`, `g i`. Screen readers hear it as written out. */
export function Kbd({ keys, tone = 'regular' }: { keys: string; tone?: 'regular' | 'inverse' }) {
  // The server does not know the keyboard; the first client render must agree with it.
  const isApple = useSyncExternalStore(never, isApplePlatform, () => false);
  const chords = chordCaps(keys, isApple);
  return (
    <kbd className={classNames(styles.keys, tone === 'inverse' && styles.inverse)}>
      {chords.map((caps, index) => (
        <Fragment key={index}>
          {index > 0 ? <span className={styles.then}>then</span> : null}
          {caps.map((cap) => (
            <span className={styles.cap} key={cap}>
              {cap}
            </span>
          ))}
        </Fragment>
      ))}
    </kbd>
  );
}
