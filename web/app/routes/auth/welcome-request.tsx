import styles from './welcome.module.css';

/** One line of shell that adds a task. */
export function WelcomeRequest() {
  return (
    // Wider than a phone: whoever reads it there scrolls it, by keyboard too.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls has to be in reach of the keyboard.
    <section className={styles.code} tabIndex={0} aria-label="An example of a request">
      <pre>
        <code>
          <span className={styles.faint}>$</span> curl https://carillon.example/api/v1/tasks \{'\n'}
          {'    '}-H <b>"Authorization: Bearer $TOKEN"</b> \{'\n'}
          {'    '}-H <b>"Content-Type: application/json"</b> \{'\n'}
          {'    '}-d <b>{'\'{"title": "Oil the clappers", "priority": "high"}\''}</b>
        </code>
      </pre>
    </section>
  );
}
