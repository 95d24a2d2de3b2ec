import { NumberField as AriaNumberField, Input, Label } from 'react-aria-components';
import { classNames } from '../class-names.ts';
import field from './field.module.css';
import styles from './number-field.module.css';

export interface NumberFieldProps {
  label: string;
  isLabelHidden?: boolean;
  value: number;
  min: number;
  max: number;
  onChange: (value: number) => void;
}

/** A small whole number; the arrow keys count. */
export function NumberField({ label, isLabelHidden = false, value, min, max, onChange }: NumberFieldProps) {
  return (
    <AriaNumberField
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      className={classNames(field.field, styles.field)}
      value={value}
      minValue={min}
      maxValue={max}
      formatOptions={{ maximumFractionDigits: 0, useGrouping: false }}
      // An empty field is on its way to another number.
      onChange={(next) => Number.isInteger(next) && onChange(next)}
    >
      {isLabelHidden ? null : <Label className={field.label}>{label}</Label>}
      <Input className={classNames(field.control, styles.input)} />
    </AriaNumberField>
  );
}
