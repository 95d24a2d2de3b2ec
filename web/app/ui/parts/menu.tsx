import { Check } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Menu as AriaMenu,
  MenuItem as AriaMenuItem,
  type MenuProps as AriaMenuProps,
  MenuTrigger,
  Popover,
  type PopoverProps,
  Separator,
} from 'react-aria-components';
import { classNames } from '../class-names.ts';
import { Kbd } from './kbd.tsx';
import surface from './popover-surface.module.css';

export interface MenuProps extends Pick<AriaMenuProps<object>, 'selectionMode' | 'selectedKeys' | 'onSelectionChange'> {
  /** The React Aria button that opens it. */
  trigger: ReactNode;
  label: string;
  placement?: PopoverProps['placement'];
  isOpen?: boolean;
  onOpenChange?: (isOpen: boolean) => void;
  children: ReactNode;
}

/** A list of actions or of exclusive choices, opened by a button. */
export function Menu({
  trigger,
  label,
  placement = 'bottom start',
  isOpen,
  onOpenChange,
  children,
  ...menu
}: MenuProps) {
  return (
    <MenuTrigger isOpen={isOpen} onOpenChange={onOpenChange}>
      {trigger}
      <Popover className={surface.surface} placement={placement} offset={6}>
        <AriaMenu {...menu} aria-label={label} className={surface.options}>
          {children}
        </AriaMenu>
      </Popover>
    </MenuTrigger>
  );
}

export interface MenuItemProps {
  id?: string;
  icon?: ReactNode;
  keys?: string | undefined;
  tone?: 'regular' | 'danger';
  href?: string;
  isDisabled?: boolean;
  onAction?: () => void;
  children: string;
}

export function MenuItem({ icon, keys, tone = 'regular', children, ...props }: MenuItemProps) {
  return (
    <AriaMenuItem
      {...props}
      textValue={children}
      className={classNames(surface.option, tone === 'danger' && surface.danger)}
    >
      {({ isSelected }) => (
        <>
          {icon}
          <span className={surface.words}>{children}</span>
          {isSelected || keys ? (
            <span className={surface.end}>
              {isSelected ? <Check aria-hidden="true" /> : keys ? <Kbd keys={keys} /> : null}
            </span>
          ) : null}
        </>
      )}
    </AriaMenuItem>
  );
}

export function MenuSeparator() {
  return <Separator className={surface.separator} />;
}
