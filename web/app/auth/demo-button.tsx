import { useState } from 'react';
import type { ApiProblem } from '../api/api-problem.ts';
import { sendRequest } from '../api/send-request.ts';
import { FormProblem } from '../forms/form-problem.tsx';
import { useIsHydrated } from '../forms/use-is-hydrated.ts';
import { Button, type ButtonVariant } from '../ui/parts/button.tsx';
import styles from './demo-button.module.css';
import { deviceDefaults } from './device-defaults.ts';
import { HOME_PATH } from './own-path.ts';

/** Makes a throw-away account and goes into it. */
export function DemoButton({ variant = 'primary', isWide = false }: { variant?: ButtonVariant; isWide?: boolean }) {
  const isHydrated = useIsHydrated();
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const start = async () => {
    setBusy(true);
    setProblem(null);
    const answer = await sendRequest('POST', '/api/v1/demo', deviceDefaults());
    // It stays busy until the new document is there.
    if (answer.isOk) return window.location.assign(HOME_PATH);
    setBusy(false);
    setProblem(answer.problem);
  };
  return (
    <div className={styles.demo} data-early={!isHydrated || undefined}>
      <Button variant={variant} isWide={isWide} isBusy={isBusy} isDisabled={!isHydrated} onPress={() => void start()}>
        Try the demo
      </Button>
      <FormProblem problem={problem} />
    </div>
  );
}
