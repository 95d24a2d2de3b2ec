import { Check, Eye, EyeOff } from 'lucide-react';
import { useState } from 'react';
import { Button, FieldError, Input, Label, Text, TextField } from 'react-aria-components';
import { MIN_PASSWORD_CHARACTERS } from '#core/account/sign-in.ts';
import { characterLength } from '#core/text/text-schema.ts';
import { classNames } from '../ui/class-names.ts';
import field from '../ui/parts/field.module.css';
import styles from './forms.module.css';

export interface PasswordFieldProps {
  name: string;
  label: string;
  /** `new-password` makes browsers offer one, and shows the rule. */
  autoComplete: 'current-password' | 'new-password';
  error?: string | undefined;
}

/** A password that can be shown while it is typed. A new one says how long it has to be, and when it is. */
export function PasswordField({ name, label, autoComplete, error }: PasswordFieldProps) {
  const [isShown, setShown] = useState(false);
  const [length, setLength] = useState(0);
  const isNew = autoComplete === 'new-password';
  return (
    <TextField
      name={name}
      type={isShown ? 'text' : 'password'}
      autoComplete={autoComplete}
      spellCheck="false"
      isRequired
      isInvalid={error !== undefined}
      onChange={(text) => setLength(characterLength(text))}
      className={field.field}
    >
      <Label className={field.label}>{label}</Label>
      <div className={styles.passwordBox}>
        <Input className={classNames(field.control, styles.passwordInput)} autoCapitalize="none" />
        <Button
          className={styles.reveal}
          slot={null}
          aria-pressed={isShown}
          aria-label={`Show ${label.toLowerCase()}`}
          onPress={() => setShown(!isShown)}
        >
          {isShown ? <EyeOff aria-hidden="true" /> : <Eye aria-hidden="true" />}
        </Button>
      </div>
      {isNew && error === undefined ? <LengthRule length={length} /> : null}
      <FieldError className={field.error}>{error}</FieldError>
    </TextField>
  );
}

/** Length is the only rule, so it is what the bar measures. */
function LengthRule({ length }: { length: number }) {
  const isEnough = length >= MIN_PASSWORD_CHARACTERS;
  const part = Math.min(length / MIN_PASSWORD_CHARACTERS, 1);
  return (
    <Text slot="description" className={styles.rule} data-enough={isEnough || undefined}>
      <span className={styles.meter} aria-hidden="true">
        <span style={{ inlineSize: `${part * 100}%` }} />
      </span>
      <span className={styles.ruleWords}>
        {isEnough ? <Check aria-hidden="true" /> : null}
        {isEnough ? 'Long enough' : `At least ${MIN_PASSWORD_CHARACTERS} characters. A few words in a row do well.`}
      </span>
      {length > 0 ? (
        <span className="tabular" aria-hidden="true">
          {length}
        </span>
      ) : null}
    </Text>
  );
}
