import { Fragment } from 'react';
import styles from './facts-line.module.css';
import type { FiringFact } from './firing-words.ts';

export interface FactsLineProps {
  facts: readonly FiringFact[];
  /** They go on where something else has begun. */
  isContinued?: boolean;
}

/** What is worth knowing about a ringing, in one line: `Due today 15:00 · 12 minutes late`. */
export function FactsLine({ facts, isContinued = false }: FactsLineProps) {
  return facts.map(({ text, tone }, at) => (
    <Fragment key={text}>
      {at > 0 || isContinued ? ' · ' : null}
      <span className={tone ? styles[tone] : undefined}>{at > 0 || isContinued ? text : capitalised(text)}</span>
    </Fragment>
  ));
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
