import { ChevronsUpDown, Search } from 'lucide-react';
import {
  Select as AriaSelect,
  Autocomplete,
  Button,
  FieldError,
  Input,
  Label,
  ListBox,
  ListBoxItem,
  ListLayout,
  Popover,
  SearchField,
  SelectValue,
  Text,
  useFilter,
  Virtualizer,
} from 'react-aria-components';
import { classNames } from '../class-names.ts';
import styles from './combo-box.module.css';
import field from './field.module.css';
import { OptionWords } from './option-words.tsx';
import surface from './popover-surface.module.css';
import select from './select.module.css';

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

/**
 * One of many (a time zone), found by typing. Only the options in view are drawn. The list is modal with its own search
 * field: beside an open one nothing else may be in reach, and React Aria's combo box hides the rest of the page from
 * screen readers without taking the focus from it.
 */
export function ComboBox({ label, options, value, onChange, placeholder, help, error, ...props }: ComboBoxProps) {
  const { contains } = useFilter({ sensitivity: 'base' });
  return (
    <AriaSelect
      {...props}
      className={field.field}
      placeholder={placeholder ?? 'Choose'}
      isInvalid={error !== undefined}
      value={value}
      onChange={(key) => {
        if (typeof key === 'string') onChange(key);
      }}
    >
      <Label className={field.label}>{label}</Label>
      <Button className={classNames(field.control, select.button)}>
        <SelectValue className={select.value}>
          {({ selectedText, defaultChildren }) => selectedText || defaultChildren}
        </SelectValue>
        <ChevronsUpDown aria-hidden="true" className={select.chevron} />
      </Button>
      {help ? (
        <Text slot="description" className={field.help}>
          {help}
        </Text>
      ) : null}
      <FieldError className={field.error}>{error}</FieldError>
      <Popover className={classNames(surface.surface, styles.popover)} offset={4}>
        <Autocomplete filter={contains}>
          <SearchField aria-label={`Search: ${label}`} autoFocus className={styles.search}>
            <Search aria-hidden="true" />
            <Input className={styles.input} placeholder="Type to search" />
          </SearchField>
          <Virtualizer layout={ListLayout} layoutOptions={{ rowHeight: optionHeightPx, padding: 4 }}>
            <ListBox
              className={classNames(surface.options, styles.options)}
              items={options.map((option) => ({ ...option, id: option.value }))}
              renderEmptyState={() => <div className={surface.empty}>Nothing fits.</div>}
            >
              {(option) => (
                <ListBoxItem className={classNames(surface.option, styles.option)} textValue={option.label}>
                  {({ isSelected }) => <OptionWords label={option.label} isSelected={isSelected} />}
                </ListBoxItem>
              )}
            </ListBox>
          </Virtualizer>
        </Autocomplete>
      </Popover>
    </AriaSelect>
  );
}
