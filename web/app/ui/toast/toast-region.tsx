import { X } from 'lucide-react';
import { useEffect, useSyncExternalStore } from 'react';
import { classNames } from '../class-names.ts';
import { Button } from '../parts/button.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import { Kbd } from '../parts/kbd.tsx';
import type { Toast, ToastQueue } from './toast-queue.ts';
import styles from './toast-region.module.css';

const none: readonly Toast[] = [];

/** Where toasts stand. The region is always there, since a live region must exist before it speaks. */
export function ToastRegion({ queue }: { queue: ToastQueue }) {
  const toasts = useSyncExternalStore(queue.subscribe, queue.list, () => none);

  // Nobody reads a hidden window.
  useEffect(() => {
    const onChange = () => (document.hidden ? queue.pause() : queue.resume());
    document.addEventListener('visibilitychange', onChange);
    return () => document.removeEventListener('visibilitychange', onChange);
  }, [queue]);

  // When the last toast goes from under the pointer, no leave event follows.
  useEffect(() => {
    if (toasts.length === 0) queue.resume();
  }, [queue, toasts.length]);

  return (
    <section aria-label="Notifications" data-print="hide">
      <ol
        aria-live="polite"
        data-toasts
        className={styles.region}
        onPointerEnter={queue.pause}
        onPointerLeave={queue.resume}
        onFocus={queue.pause}
        onBlur={(event) => {
          if (!event.currentTarget.contains(event.relatedTarget)) queue.resume();
        }}
      >
        {toasts.map((toast) => (
          <li key={toast.id}>
            <ToastCard toast={toast} onClose={() => queue.close(toast.id)} />
          </li>
        ))}
      </ol>
    </section>
  );
}

/** One toast, as it looks. */
export function ToastCard({ toast, onClose }: { toast: Toast; onClose: () => void }) {
  const { action } = toast;
  return (
    <div className={classNames(styles.toast, toast.tone === 'danger' && styles.danger)}>
      <span className={styles.message}>{toast.message}</span>
      {action ? (
        <Button
          variant="quiet"
          size="small"
          onPress={() => {
            action.run();
            onClose();
          }}
        >
          {action.label} {action.keys ? <Kbd keys={action.keys} /> : null}
        </Button>
      ) : null}
      <IconButton label="Dismiss" icon={<X aria-hidden="true" />} onPress={onClose} />
    </div>
  );
}
