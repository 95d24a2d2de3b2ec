import { Button } from '#web/app/ui/parts/button.tsx';
import { Copyable } from './copyable.tsx';
import styles from './settings.module.css';

/** The secret of a webhook, and the word that it will not be shown again. */
export function WebhookSecret({ secret, isRotated, onClose }: SecretProps) {
  return (
    <div className={styles.secret}>
      <p>
        Copy it now to where the calls arrive: <strong>it is not shown again</strong>. With it you can tell that a call
        is from Carillon.
      </p>
      <Copyable label="Secret" text={secret} />
      {isRotated ? <p>The secret before signs too for 24 hours, so that nothing is refused meanwhile.</p> : null}
      <div className={styles.dialogFoot}>
        <Button variant="primary" onPress={onClose}>
          I have copied it
        </Button>
      </div>
    </div>
  );
}

export interface SecretProps {
  secret: string;
  /** Another one was there before. */
  isRotated: boolean;
  onClose: () => void;
}
