import type { ReactNode } from 'react';
import type { ApiProblem } from '#web/app/api/api-problem.ts';
import { FormProblem } from '#web/app/forms/form-problem.tsx';
import { Button } from '#web/app/ui/parts/button.tsx';
import { Dialog } from '#web/app/ui/parts/dialog.tsx';
import styles from './settings.module.css';

export interface ConfirmDialogProps {
  /** A question that names what goes. */
  title: string;
  isOpen: boolean;
  onClose: () => void;
  confirmLabel: string;
  /** Something can be lost by it, unless said otherwise. */
  tone?: 'danger' | 'regular';
  onConfirm: () => void;
  isBusy: boolean;
  problem: ApiProblem | null;
  children: ReactNode;
}

/** Asks before what no undo brings back. */
export function ConfirmDialog({
  title,
  isOpen,
  onClose,
  confirmLabel,
  tone = 'danger',
  onConfirm,
  isBusy,
  problem,
  children,
}: ConfirmDialogProps) {
  return (
    <Dialog
      role="alertdialog"
      title={title}
      isOpen={isOpen}
      onClose={onClose}
      footer={
        <>
          <Button onPress={onClose} autoFocus>
            Cancel
          </Button>
          <Button variant={tone === 'danger' ? 'danger' : 'primary'} onPress={onConfirm} isBusy={isBusy}>
            {confirmLabel}
          </Button>
        </>
      }
    >
      <div className={styles.dialogText}>
        {children}
        <FormProblem problem={problem} />
      </div>
    </Dialog>
  );
}
