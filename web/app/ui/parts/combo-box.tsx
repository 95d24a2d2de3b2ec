import { Check, ChevronsUpDown } from 'lucide-react';
import type { Key } from 'react-aria-components';
import {
  ComboBox as AriaComboBox,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListLayout,
  Popover,
  Text,
  Virtualizer,
} from 'react-aria-components';
import { classNames } from '../class-names.ts';
import styles from './combo-box.module.css';
import field from './field.module.css';
import surface from './popover-surface.module.css';

export interface ComboBoxOption {
  value: string;
  label: string;
}

export interface ComboBoxProps {
  label: string;
  options: readonly ComboBoxOption[];
  value: string | null;
  onChange: (value: string) => void;
  placeholder?: string;
  help?: string;
  error?: string | undefined;
  name?: string;
  isDisabled?: boolean;
}

const optionHeightPx = 36;

/** One of many (a time zone), found by typing. Only the options in view are drawn. */
export function ComboBox({ label, options, value, onChange, placeholder, help, error, ...props }: ComboBoxProps) {
  const choose = (key: Key | null) => {
    if (typeof key === 'string') onChange(key);
  };
  return (
    <AriaComboBox
      {...props}
      className={field.field}
      isInvalid={error !== undefined}
      menuTrigger="focus"
      value={value}
      onChange={choose}
      defaultItems={options.map((option) => ({ ...option, id: option.value }))}
    >
      <Label className={field.label}>{label}</Label>
      <div className={styles.box}>
        <Input className={classNames(field.control, styles.input)} placeholder={placeholder} />
        <Button className={styles.open} aria-label={`Show choices for ${label}`}>
          <ChevronsUpDown aria-hidden="true" />
        </Button>
      </div>
      {help ? (
        <Text slot="description" className={field.help}>
          {help}
        </Text>
      ) : null}
      <FieldError className={field.error}>{error}</FieldError>
      <Popover className={classNames(surface.surface, styles.popover)} offset={4}>
        <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: optionHeightPx, padding: 4 }}>
          <ListBox<ComboBoxOption & { id: string }>
            className={classNames(surface.options, styles.options)}
            renderEmptyState={() => <div className={surface.empty}>Nothing fits.</div>}
          >
            {(option) => (
              <ListBoxItem className={classNames(surface.option, styles.option)} textValue={option.label}>
                {({ isSelected }) => (
                  <>
                    <span className={surface.words}>{option.label}</span>
                    {isSelected ? (
                      <span className={surface.end}>
                        <Check aria-hidden="true" />
                      </span>
                    ) : null}
                  </>
                )}
              </ListBoxItem>
            )}
          </ListBox>
        </Virtualizer>
      </Popover>
    </AriaComboBox>
  );
}
