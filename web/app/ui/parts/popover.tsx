import { type ReactNode, use, useId } from 'react';
import {
  Popover as AriaPopover,
  type PopoverProps as AriaPopoverProps,
  DialogTrigger,
  OverlayTriggerStateContext,
} from 'react-aria-components';
import styles from './popover.module.css';
import surface from './popover-surface.module.css';
import { VisuallyHidden } from './visually-hidden.tsx';

export interface PopoverProps {
  /** The React Aria button that opens it. */
  trigger: ReactNode;
  label: string;
  placement?: AriaPopoverProps['placement'];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode | ((close: () => void) => ReactNode);
}

/** A small panel beside what opened it. Escape and a press outside close it, and focus goes back. */
export function Popover({ trigger, label, placement = 'bottom start', isOpen, onOpenChange, children }: PopoverProps) {
  // Its name would otherwise be that of its trigger, which is often only a value ("Today").
  const labelId = useId();
  return (
    <DialogTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <AriaPopover className={surface.surface} placement={placement} offset={6} aria-labelledby={labelId}>
        <div className={styles.content}>
          <VisuallyHidden id={labelId}>{label}</VisuallyHidden>
          <Content>{children}</Content>
        </div>
      </AriaPopover>
    </DialogTrigger>
  );
}

function Content({ children }: Pick<PopoverProps, 'children'>) {
  const state = use(OverlayTriggerStateContext);
  return typeof children === 'function' ? children(() => state?.close()) : children;
}
