import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { classNames } from '../class-names.ts';
import { IconButton } from '../parts/icon-button.tsx';
import { VisuallyHidden } from '../parts/visually-hidden.tsx';
import styles from './detail-panel.module.css';

export interface DetailPanelProps {
  /** Left of the tools: where the task lives. */
  breadcrumb: ReactNode;
  tools?: ReactNode;
  onClose: () => void;
  checkbox: ReactNode;
  /** The title, editable. */
  title: ReactNode;
  /** `DetailField`s: list, due, priority, tags. */
  fields: ReactNode;
  notes: ReactNode;
  /** `DetailSection`s: subtasks, activity. */
  children?: ReactNode;
  footer?: ReactNode;
}

/** One task, all of it. Beside the list, over it, or a page of its own: `AppShell` decides. */
export function DetailPanel({
  breadcrumb,
  tools,
  onClose,
  checkbox,
  title,
  fields,
  notes,
  children,
  footer,
}: DetailPanelProps) {
  return (
    <div className={styles.panel}>
      <div className={styles.header}>
        <div className={styles.breadcrumb}>{breadcrumb}</div>
        <div className={styles.tools}>
          {tools}
          <IconButton label="Close" keys="Escape" icon={<X aria-hidden="true" />} onPress={onClose} />
        </div>
      </div>
      <VisuallyHidden>
        <h2>Task</h2>
      </VisuallyHidden>
      <div className={styles.heading}>
        {checkbox}
        <div className={styles.title}>{title}</div>
      </div>
      <dl className={styles.fields}>{fields}</dl>
      <div className={styles.notes}>{notes}</div>
      {children}
      {footer ? <footer className={styles.footer}>{footer}</footer> : null}
    </div>
  );
}

export interface DetailFieldProps {
  label: string;
  /** Its value takes several lines, and the label stands beside the first. */
  isTall?: boolean;
  children: ReactNode;
}

export function DetailField({ label, isTall = false, children }: DetailFieldProps) {
  return (
    <div className={classNames(styles.field, isTall && styles.tall)}>
      <dt className={styles.label}>{label}</dt>
      <dd className={styles.value}>{children}</dd>
    </div>
  );
}

export function DetailSection({ title, meta, children }: { title: string; meta?: ReactNode; children: ReactNode }) {
  return (
    <section className={styles.section}>
      <h2 className={styles.sectionTitle}>
        {title}
        {meta ? <span className={styles.sectionMeta}>{meta}</span> : null}
      </h2>
      {children}
    </section>
  );
}
