import { RadioGroup as AriaRadioGroup, Label, Radio } from 'react-aria-components';
import field from './field.module.css';
import styles from './radio-group.module.css';

export interface RadioOption<Value extends string> {
  value: Value;
  label: string;
  /** What choosing it means, in one line. */
  help?: string;
}

export interface RadioGroupProps<Value extends string> {
  label: string;
  options: readonly RadioOption<Value>[];
  value: Value;
  onChange: (value: Value) => void;
}

/** One of a few whose meaning needs a sentence; for plain words, a `SegmentedControl`. */
export function RadioGroup<Value extends string>({ label, options, value, onChange }: RadioGroupProps<Value>) {
  return (
    <AriaRadioGroup
      className={field.field}
      value={value}
      onChange={(next) => {
        const chosen = options.find((option) => option.value === next);
        if (chosen) onChange(chosen.value);
      }}
    >
      <Label className={field.label}>{label}</Label>
      <div className={styles.options}>
        {options.map((option) => (
          <Radio key={option.value} value={option.value} className={styles.option}>
            <span className={styles.dot} aria-hidden="true" />
            <span className={styles.words}>
              {option.label}
              {option.help ? <span className={styles.help}>{option.help}</span> : null}
            </span>
          </Radio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}
