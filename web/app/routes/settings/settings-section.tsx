import { type ReactNode, useId } from 'react';
import styles from './settings.module.css';

export interface SettingsSectionProps {
  title: string;
  /** What a link names it by. */
  id?: string;
  /** What it is for, in one sentence. */
  lead?: ReactNode;
  /** Beside the title. */
  action?: ReactNode;
  children?: ReactNode;
}

/** One subject of a settings page. */
export function SettingsSection({ title, id: anchor, lead, action, children }: SettingsSectionProps) {
  const id = useId();
  return (
    <section id={anchor} aria-labelledby={id} className={styles.section}>
      <div className={styles.sectionHead}>
        <div>
          <h2 id={id} className={styles.sectionTitle}>
            {title}
          </h2>
          {lead ? <p className={styles.lead}>{lead}</p> : null}
        </div>
        {action}
      </div>
      {children}
    </section>
  );
}
