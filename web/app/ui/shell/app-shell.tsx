import { type MouseEvent, type ReactNode, useEffect, useRef } from 'react';
import { classNames } from '../class-names.ts';
import styles from './app-shell.module.css';

export interface AppShellProps {
  sidebar: ReactNode;
  /** The navigation at the bottom of a phone. */
  bottomBar: ReactNode;
  isSidebarCollapsed: boolean;
  /** Lines above everything: offline. */
  banner?: ReactNode;
  /** The open task, or what else stands beside the page; null closes the panel. */
  detail?: ReactNode | null;
  /** What it is called. */
  detailLabel?: string;
  onCloseDetail?: () => void;
  children: ReactNode;
}

/** Below this width the detail panel covers the list, so what lies behind must be out of reach. */
const COVERING = '(width < 1100px)';

/** The frame of every signed-in page: navigation, one column, and the open task beside it, over it, or instead of it. */
export function AppShell({
  sidebar,
  bottomBar,
  isSidebarCollapsed,
  banner,
  detail,
  detailLabel = 'Task',
  onCloseDetail,
  children,
}: AppShellProps) {
  const behind = useRef<HTMLDivElement>(null);
  const isOpen = detail !== null && detail !== undefined;

  useEffect(() => {
    const query = window.matchMedia(COVERING);
    const apply = () => behind.current?.toggleAttribute('inert', isOpen && query.matches);
    apply();
    query.addEventListener('change', apply);
    return () => query.removeEventListener('change', apply);
  }, [isOpen]);

  return (
    <div
      className={classNames(styles.shell, isSidebarCollapsed && styles.collapsed)}
      data-detail={isOpen ? 'open' : undefined}
    >
      <div className={styles.behind} ref={behind}>
        {/* biome-ignore lint/a11y/useValidAnchor: it does lead to a place on the page, and works before the scripts do. */}
        <a className={styles.skip} href="#main" onClick={skipToMain}>
          Skip to the content
        </a>
        <div className={styles.sidebar} data-print="hide">
          {sidebar}
        </div>
        <main className={styles.main} id="main" tabIndex={-1}>
          {banner}
          <div className={styles.column}>{children}</div>
        </main>
        <div className={styles.bottomBar} data-print="hide">
          {bottomBar}
        </div>
      </div>
      {isOpen ? (
        <>
          {/* The Escape key does the same, so the scrim needs no name of its own. */}
          <div className={styles.scrim} onPointerDown={onCloseDetail} aria-hidden="true" />
          <aside className={styles.detail} aria-label={detailLabel}>
            {detail}
          </aside>
        </>
      ) : null}
    </div>
  );
}

/** As the link alone would, but for an entry in the history and an address that the router does not know. */
function skipToMain(event: MouseEvent): void {
  event.preventDefault();
  document.getElementById('main')?.focus();
}
