import type { ApiProblem } from '../api/api-problem.ts';
import styles from './forms.module.css';

/** Why a form was refused as a whole, in words, with the id that names the request. The region is always there to speak. */
export function FormProblem({ problem }: { problem: ApiProblem | null }) {
  return (
    <div role="alert" className={problem ? styles.problem : undefined}>
      {problem ? (
        <>
          <p className={styles.problemTitle}>{problem.title}</p>
          <p>{problem.detail}</p>
          {problem.requestId && problem.status >= 500 ? (
            <p className={styles.request}>
              Request <code>{problem.requestId}</code>
            </p>
          ) : null}
        </>
      ) : null}
    </div>
  );
}
