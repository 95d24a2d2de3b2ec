import { ChevronsUpDown } from 'lucide-react';
import type { ReactNode } from 'react';
import {
  Select as AriaSelect,
  Button,
  FieldError,
  Label,
  ListBox,
  ListBoxItem,
  Popover,
  SelectValue,
  Text,
} from 'react-aria-components';
import { classNames } from '../class-names.ts';
import field from './field.module.css';
import { OptionWords } from './option-words.tsx';
import surface from './popover-surface.module.css';
import styles from './select.module.css';

export interface SelectOption<Value extends string> {
  value: Value;
  label: string;
  icon?: ReactNode;
}

export interface SelectProps<Value extends string> {
  label: string;
  /** The label is only heard; the value speaks for itself (a filter bar). */
  isLabelHidden?: boolean;
  options: readonly SelectOption<Value>[];
  value: Value | null;
  onChange: (value: Value) => void;
  placeholder?: string;
  help?: string;
  error?: string | undefined;
  name?: string;
  isDisabled?: boolean;
}

/** One of a few. For many, a `ComboBox`. */
export function Select<Value extends string>({
  label,
  isLabelHidden = false,
  options,
  value,
  onChange,
  help,
  error,
  ...props
}: SelectProps<Value>) {
  return (
    <AriaSelect
      {...props}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      className={field.field}
      isInvalid={error !== undefined}
      value={value}
      onChange={(key) => {
        const chosen = options.find((option) => option.value === key);
        if (chosen) onChange(chosen.value);
      }}
    >
      {isLabelHidden ? null : <Label className={field.label}>{label}</Label>}
      <Button className={classNames(field.control, styles.button)}>
        <SelectValue className={styles.value} />
        <ChevronsUpDown aria-hidden="true" className={styles.chevron} />
      </Button>
      {help ? (
        <Text slot="description" className={field.help}>
          {help}
        </Text>
      ) : null}
      <FieldError className={field.error}>{error}</FieldError>
      <Popover className={surface.surface} offset={4}>
        <ListBox className={surface.options} items={options.map((option) => ({ ...option, id: option.value }))}>
          {(option) => (
            <ListBoxItem className={surface.option} textValue={option.label}>
              {({ isSelected }) => <OptionWords icon={option.icon} label={option.label} isSelected={isSelected} />}
            </ListBoxItem>
          )}
        </ListBox>
      </Popover>
    </AriaSelect>
  );
}
