import { z } from 'zod';
import { LocaleSchema } from '../settings/settings.ts';
import { characterLength, textSchema } from '../text/text-schema.ts';
import { TimeZoneSchema } from '../time/zone.ts';

export const MIN_PASSWORD_CHARACTERS = 10;
/** Beyond this nobody types, and hashing would cost more than the sender. */
export const MAX_PASSWORD_CHARACTERS = 200;

export const EmailSchema = z
  .email()
  .max(254)
  .toLowerCase()
  .meta({ examples: ['ada@example.com'] });

/** A password somebody chooses now. No rule about kinds of characters: length is what counts. */
export const NewPasswordSchema = z
  .string()
  .refine((text) => text.isWellFormed(), 'must be well-formed Unicode')
  .refine(
    (text) => characterLength(text) >= MIN_PASSWORD_CHARACTERS,
    `must have at least ${MIN_PASSWORD_CHARACTERS} characters`,
  )
  .refine(
    (text) => characterLength(text) <= MAX_PASSWORD_CHARACTERS,
    `must have at most ${MAX_PASSWORD_CHARACTERS} characters`,
  )
  .meta({ minLength: MIN_PASSWORD_CHARACTERS, maxLength: MAX_PASSWORD_CHARACTERS, format: 'password' });

/** A password somebody claims to have: only its size is looked at, so that old ones stay good when the rules change. */
export const PasswordSchema = z.string().min(1).max(1000).meta({ format: 'password' });

/** How a person wants to be called. */
export const NameSchema = textSchema({ minCharacters: 1, maxCharacters: 100, isTrimmed: true }).meta({
  examples: ['Ada'],
});

/** Unknown fields are refused, so that nobody gives themselves an id, a role or a verified address. */
export const SignUpSchema = z
  .strictObject({
    name: NameSchema,
    email: EmailSchema,
    password: NewPasswordSchema,
    zone: TimeZoneSchema.optional(),
    locale: LocaleSchema.optional(),
  })
  .meta({ id: 'SignUp' });
export type SignUp = z.infer<typeof SignUpSchema>;

export const SignInSchema = z.strictObject({ email: EmailSchema, password: PasswordSchema }).meta({ id: 'SignIn' });

export const RequestPasswordResetSchema = z.strictObject({ email: EmailSchema }).meta({ id: 'RequestPasswordReset' });

export const ResetPasswordSchema = z
  .strictObject({ token: z.string().min(1).max(200), newPassword: NewPasswordSchema })
  .meta({ id: 'ResetPassword' });

export const ChangePasswordSchema = z
  .strictObject({ currentPassword: PasswordSchema, newPassword: NewPasswordSchema })
  .meta({ id: 'ChangePassword' });
