import {
  type TextFieldProps as AriaProps,
  TextField as AriaTextField,
  FieldError,
  Input,
  Label,
  Text,
} from 'react-aria-components';
import styles from './field.module.css';

export interface TextFieldProps extends Omit<AriaProps, 'children' | 'className'> {
  label: string;
  /** The label is only heard; what stands around the field says the same. */
  isLabelHidden?: boolean;
  help?: string;
  /** What is wrong with the value, from the server or the page; the browser's own messages come by themselves. */
  error?: string | undefined;
  placeholder?: string;
}

/** One line of text with its label. */
export function TextField({ label, isLabelHidden = false, help, error, placeholder, ...props }: TextFieldProps) {
  return (
    <AriaTextField
      {...props}
      {...(isLabelHidden ? { 'aria-label': label } : {})}
      isInvalid={error !== undefined || props.isInvalid}
      className={styles.field}
    >
      {isLabelHidden ? null : <Label className={styles.label}>{label}</Label>}
      <Input className={styles.control} placeholder={placeholder} />
      {help ? (
        <Text slot="description" className={styles.help}>
          {help}
        </Text>
      ) : null}
      <FieldError className={styles.error}>{error}</FieldError>
    </AriaTextField>
  );
}
