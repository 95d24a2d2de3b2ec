import { PanelLeft } from 'lucide-react';
import type { ReactNode } from 'react';
import { NavLink } from 'react-router';
import { classNames } from '../class-names.ts';
import { BellMark } from '../identity/bell-mark.tsx';
import { Wordmark } from '../identity/wordmark.tsx';
import { IconButton } from '../parts/icon-button.tsx';
import styles from './sidebar.module.css';

export interface SidebarProps {
  isCollapsed: boolean;
  onToggle: () => void;
  /** Shows all of it where there is only room for the rail. */
  onOpen: () => void;
  toggleKeys?: string | undefined;
  homeHref: string;
  /** An icon button or two beside the wordmark: the bell. */
  tools?: ReactNode;
  /** `SidebarSection`s. */
  children: ReactNode;
  /** The account at the foot. */
  footer?: ReactNode;
}

/** The navigation: 232 px with words, or a rail of icons. Between phone and desktop width it is always the rail. */
export function Sidebar({
  isCollapsed,
  onToggle,
  onOpen,
  toggleKeys,
  homeHref,
  tools,
  children,
  footer,
}: SidebarProps) {
  return (
    <nav aria-label="Main" className={classNames(styles.sidebar, isCollapsed && styles.collapsed)}>
      <div className={styles.top}>
        <NavLink to={homeHref} className={styles.home} aria-label="Carillon, home">
          <span className={styles.words}>
            <Wordmark />
          </span>
          <span className={styles.mark}>
            <BellMark size={22} />
          </span>
        </NavLink>
        {tools ? <span className={styles.tools}>{tools}</span> : null}
        <span className={styles.toggle}>
          <IconButton
            label={isCollapsed ? 'Show the sidebar' : 'Hide the sidebar'}
            keys={toggleKeys}
            icon={<PanelLeft aria-hidden="true" />}
            onPress={onToggle}
          />
        </span>
        <span className={styles.open}>
          <IconButton label="Show the navigation" icon={<PanelLeft aria-hidden="true" />} onPress={onOpen} />
        </span>
      </div>
      {children}
      {footer ? <div className={styles.footer}>{footer}</div> : null}
    </nav>
  );
}

export interface SidebarSectionProps {
  heading?: string;
  action?: ReactNode;
  children: ReactNode;
}

export function SidebarSection({ heading, action, children }: SidebarSectionProps) {
  return (
    <div className={styles.section}>
      {heading ? (
        <div className={styles.heading}>
          <h2>{heading}</h2>
          {action}
        </div>
      ) : null}
      <ul>{children}</ul>
    </div>
  );
}

export interface SidebarLinkProps {
  to: string;
  icon: ReactNode;
  label: string;
  count?: number;
  /** The count is of something late. */
  isUrgent?: boolean;
  /** Current only at exactly this address, not below it. */
  isExact?: boolean;
}

export function SidebarLink({ to, icon, label, count, isUrgent = false, isExact = false }: SidebarLinkProps) {
  return (
    <li>
      <NavLink to={to} end={isExact} className={styles.link} title={label}>
        <span className={styles.icon} aria-hidden="true">
          {icon}
        </span>
        <span className={styles.label}>{label}</span>
        {count ? (
          <span className={classNames(styles.count, isUrgent && styles.urgent, 'tabular')}>
            {count > 999 ? '999+' : count}
          </span>
        ) : null}
      </NavLink>
    </li>
  );
}
