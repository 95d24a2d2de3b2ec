import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import { IconButton } from './icon-button.tsx';
import styles from './sheet.module.css';

export interface SheetProps {
  title: string;
  isOpen: boolean;
  onClose: () => void;
  /** `start`, `end`: a panel at a side. `bottom`: within reach of the thumb. */
  side?: 'start' | 'end' | 'bottom';
  children: ReactNode;
}

/** A modal panel that comes from an edge. */
export function Sheet({ title, isOpen, onClose, side = 'end', children }: SheetProps) {
  return (
    <ModalOverlay
      data-modal
      className={styles.overlay}
      isOpen={isOpen}
      onOpenChange={(next) => next || onClose()}
      isDismissable
    >
      <Modal className={classNames(styles.sheet, styles[side])}>
        <Dialog className={styles.dialog}>
          <div className={styles.header}>
            <Heading slot="title" level={2} className={styles.title}>
              {title}
            </Heading>
            <IconButton label="Close" keys="Escape" icon={<X aria-hidden="true" />} onPress={onClose} />
          </div>
          {children}
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
