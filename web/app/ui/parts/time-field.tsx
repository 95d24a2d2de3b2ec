import { parseTime } from '@internationalized/date';
import { useState } from 'react';
import { TimeField as AriaTimeField, DateInput, DateSegment, FieldError, Label, Text } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import field from './field.module.css';
import styles from './time-field.module.css';

export interface TimeFieldProps {
  label: string;
  /** Wall clock, `09:00`. */
  value: string;
  /** Called when the field is left with another time in it: on the way there every digit would be a change. */
  onChange: (value: string) => void;
  help?: string;
  error?: string | undefined;
  isDisabled?: boolean;
}

/** A time of day, in the clock of the reader's language. */
export function TimeField({ label, value, onChange, help, error, ...props }: TimeFieldProps) {
  const [draft, setDraft] = useState<string | null>(null);
  return (
    <AriaTimeField
      {...props}
      className={field.field}
      isInvalid={error !== undefined}
      value={parseTime(draft ?? value)}
      onChange={(next) => next && setDraft(next.toString().slice(0, 5))}
      onBlur={() => {
        if (draft !== null && draft !== value) onChange(draft);
        setDraft(null);
      }}
    >
      <Label className={field.label}>{label}</Label>
      <DateInput className={classNames(field.control, styles.input)}>
        {(segment) => <DateSegment segment={segment} className={styles.segment} />}
      </DateInput>
      {help ? (
        <Text slot="description" className={field.help}>
          {help}
        </Text>
      ) : null}
      <FieldError className={field.error}>{error}</FieldError>
    </AriaTimeField>
  );
}
