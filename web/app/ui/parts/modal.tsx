import type { ReactNode } from 'react';
import { Modal as AriaModal, ModalOverlay } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import styles from './modal.module.css';

export interface ModalProps {
  isOpen: boolean;
  onClose: () => void;
  size: 'small' | 'medium' | 'large';
  /** Whether a press outside closes it. */
  isDismissable?: boolean;
  children: ReactNode;
}

/** What stands before the page and keeps it out of reach: the ground of dialogs and of the palette. */
export function Modal({ isOpen, onClose, size, isDismissable = true, children }: ModalProps) {
  return (
    <ModalOverlay
      data-modal
      className={styles.overlay}
      isOpen={isOpen}
      onOpenChange={(next) => next || onClose()}
      isDismissable={isDismissable}
    >
      <AriaModal className={classNames(styles.modal, styles[size])}>{children}</AriaModal>
    </ModalOverlay>
  );
}
