import { Search, X } from 'lucide-react';
import type { Ref } from 'react';
import {
  type SearchFieldProps as AriaProps,
  SearchField as AriaSearchField,
  Button,
  Input,
} from 'react-aria-components';
import { classNames } from '../class-names.ts';
import field from './field.module.css';
import { Kbd } from './kbd.tsx';
import styles from './search-field.module.css';

export interface SearchFieldProps extends Omit<AriaProps, 'children' | 'className' | 'aria-label'> {
  label: string;
  placeholder?: string;
  /** The chord that leads here, shown while the field is empty. */
  keys?: string | undefined;
  inputRef?: Ref<HTMLInputElement>;
}

/** Text to search for: Escape empties it, Enter submits. */
export function SearchField({ label, placeholder, keys, inputRef, ...props }: SearchFieldProps) {
  return (
    <AriaSearchField {...props} aria-label={label} className={styles.search}>
      <Search className={styles.icon} aria-hidden="true" />
      <Input className={classNames(field.control, styles.input)} placeholder={placeholder ?? label} ref={inputRef} />
      {keys ? (
        <span className={styles.keys} aria-hidden="true">
          <Kbd keys={keys} />
        </span>
      ) : null}
      <Button className={styles.clear} aria-label="Clear search">
        <X aria-hidden="true" />
      </Button>
    </AriaSearchField>
  );
}
