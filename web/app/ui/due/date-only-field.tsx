import { parseDate } from '@internationalized/date';
import { DateField, DateInput, DateSegment, I18nProvider, Label } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import field from '../parts/field.module.css';
import styles from './due-time.module.css';

export interface DateOnlyFieldProps {
  label: string;
  isLabelHidden?: boolean;
  /** `2026-11-21` */
  value: string;
  locale: string;
  onChange: (date: string) => void;
}

/** A date in figures, typed part by part; where a calendar would be in the way. */
export function DateOnlyField({ label, isLabelHidden = false, value, locale, onChange }: DateOnlyFieldProps) {
  return (
    <I18nProvider locale={locale}>
      <DateField
        {...(isLabelHidden ? { 'aria-label': label } : {})}
        className={field.field}
        value={parseDate(value)}
        onChange={(next) => next && onChange(next.toString())}
      >
        {isLabelHidden ? null : <Label className={field.label}>{label}</Label>}
        <DateInput className={classNames(field.control, styles.input)}>
          {(segment) => <DateSegment segment={segment} className={styles.segment} />}
        </DateInput>
      </DateField>
    </I18nProvider>
  );
}
