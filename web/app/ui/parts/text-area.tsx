import {
  TextArea as AriaTextArea,
  FieldError,
  Label,
  Text,
  TextField,
  type TextFieldProps,
} from 'react-aria-components';
import { classNames } from '../class-names.ts';
import field from './field.module.css';
import styles from './text-area.module.css';

export interface TextAreaProps extends Omit<TextFieldProps, 'children' | 'className'> {
  label: string;
  help?: string;
  error?: string | undefined;
  placeholder?: string;
  /** Without a frame: writing on the page itself, as in the detail panel. The label is then only heard. */
  isBare?: boolean;
}

/** Several lines of text. It grows with what is written. */
export function TextArea({ label, help, error, placeholder, isBare = false, ...props }: TextAreaProps) {
  return (
    <TextField
      {...props}
      {...(isBare ? { 'aria-label': label } : {})}
      isInvalid={error !== undefined || props.isInvalid}
      className={field.field}
    >
      {isBare ? null : <Label className={field.label}>{label}</Label>}
      <AriaTextArea
        className={isBare ? styles.bare : classNames(field.control, styles.area)}
        placeholder={placeholder}
      />
      {help ? (
        <Text slot="description" className={field.help}>
          {help}
        </Text>
      ) : null}
      <FieldError className={field.error}>{error}</FieldError>
    </TextField>
  );
}
