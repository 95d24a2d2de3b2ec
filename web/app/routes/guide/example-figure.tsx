import styles from './example-figure.module.css';
import { readExample } from './read-example.ts';

/** An example of the guide: what is so, and what comes of it. */
export function ExampleFigure({ text }: { text: string }) {
  const { facts, results } = readExample(text);
  return (
    <figure className={styles.figure}>
      <dl className={styles.facts}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd className={name === 'Rule' ? styles.rule : undefined}>{value}</dd>
          </div>
        ))}
      </dl>
      {results.length > 0 ? (
        <ol className={styles.results}>
          {results.map(({ given, result, note }) => (
            <li key={`${given} ${result}`}>
              {given === null ? null : <span className={styles.given}>{given}</span>}
              <span>
                {given === null ? null : <span aria-hidden="true">→ </span>}
                {result}
              </span>
              {note === null ? null : <span className={styles.note}>{note}</span>}
            </li>
          ))}
        </ol>
      ) : null}
    </figure>
  );
}
