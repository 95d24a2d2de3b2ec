import type { CreatedApiToken } from '#core/account/api-token.ts';
import { Button } from '#web/app/ui/parts/button.tsx';
import { Copyable } from './copyable.tsx';
import styles from './settings.module.css';

/** The secret, a line to try it with, and the word that it will not be shown again. */
export function TokenSecret({ made, onClose }: { made: CreatedApiToken; onClose: () => void }) {
  const line = `curl -H "Authorization: Bearer ${made.secret}" ${window.location.origin}/api/v1/tasks`;
  return (
    <div className={styles.secret}>
      <p>
        Copy it now: <strong>it is not shown again</strong>, and nobody can look it up. Whoever has it can act as you.
      </p>
      <Copyable label="Secret" text={made.secret} />
      <Copyable label="Try it" text={line} />
      <div className={styles.dialogFoot}>
        <Button variant="primary" onPress={onClose}>
          I have copied it
        </Button>
      </div>
    </div>
  );
}
