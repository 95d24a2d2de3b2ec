import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog as AriaDialog, Heading } from 'react-aria-components';
import styles from './dialog.module.css';
import { IconButton } from './icon-button.tsx';
import { Modal } from './modal.tsx';

export interface DialogProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  size?: 'small' | 'large';
  /** An alert must be answered: a press outside does not close it. */
  role?: 'dialog' | 'alertdialog';
  /** The buttons, the primary one last. */
  footer?: ReactNode;
  children: ReactNode;
}

/** A modal question or form. Focus stays inside and goes back where it came from. */
export function Dialog({ title, isOpen, onClose, size = 'small', role = 'dialog', footer, children }: DialogProps) {
  return (
    <Modal isOpen={isOpen} onClose={onClose} size={size} isDismissable={role === 'dialog'}>
      <AriaDialog role={role} className={styles.dialog}>
        <div className={styles.header}>
          <Heading slot="title" level={2} className={styles.title}>
            {title}
          </Heading>
          <IconButton label="Close" keys="Escape" icon={<X aria-hidden="true" />} onPress={onClose} />
        </div>
        <div className={styles.body}>{children}</div>
        {footer ? <footer className={styles.footer}>{footer}</footer> : null}
      </AriaDialog>
    </Modal>
  );
}
