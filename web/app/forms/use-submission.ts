import { type FormEvent, type RefObject, useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import type { ApiProblem } from '../api/api-problem.ts';
import type { ApiAnswer } from '../api/send-request.ts';
import { type FieldMessages, messagesOf } from './field-messages.ts';

export interface SubmissionOptions<Schema extends z.ZodType> {
  schema: Schema;
  /** How each field is called in a sentence: `{ email: 'The email address' }`. A field without a name has no message. */
  names: Readonly<Record<string, string>>;
  /** What the fields come to; by default each by its own name. */
  read?: (form: FormData) => unknown;
  send: (value: z.output<Schema>) => Promise<ApiAnswer>;
  onDone: (body: unknown, value: z.output<Schema>) => void;
  /** Says a refusal beside the field it is about; null leaves it to the whole form. */
  explain?: (problem: ApiProblem) => FieldMessages | null;
}

export interface Submission {
  isBusy: boolean;
  /** What stands in the way of the whole form. */
  problem: ApiProblem | null;
  errorOf: (field: string) => string | undefined;
  form: {
    ref: RefObject<HTMLFormElement | null>;
    /** Should somebody be faster than the scripts: nothing that was typed goes into an address. */
    method: 'post';
    noValidate: true;
    onSubmit: (event: FormEvent<HTMLFormElement>) => void;
    onInput: (event: FormEvent<HTMLFormElement>) => void;
  };
}

/**
 * A form that is checked by the same schema as the API checks it with, sent by `fetch`, and told in words what is wrong:
 * beside the field, with the focus there, or above the button when it is about no field.
 */
export function useSubmission<Schema extends z.ZodType>(options: SubmissionOptions<Schema>): Submission {
  const { schema, names, read = Object.fromEntries, send, onDone, explain } = options;
  const ref = useRef<HTMLFormElement>(null);
  const isSending = useRef(false);
  const [isBusy, setBusy] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [messages, setMessages] = useState<FieldMessages>({});
  const [attempts, setAttempts] = useState(0);

  useEffect(() => {
    if (attempts > 0) ref.current?.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }, [attempts]);

  const refuse = (next: FieldMessages) => {
    setMessages(next);
    setAttempts((count) => count + 1);
  };

  const submit = async (form: HTMLFormElement) => {
    const parsed = schema.safeParse(read(new FormData(form)));
    setProblem(null);
    setMessages({});
    if (!parsed.success) {
      const issues = parsed.error.issues.map(({ path, message }) => ({ path: path.join('.'), message }));
      return refuse(messagesOf(issues, names));
    }
    isSending.current = true;
    setBusy(true);
    const answer = await send(parsed.data);
    isSending.current = false;
    setBusy(false);
    if (answer.isOk) return onDone(answer.body, parsed.data);
    const said = explain?.(answer.problem) ?? messagesOf(answer.problem.errors, names);
    if (Object.keys(said).length > 0) return refuse(said);
    setProblem(answer.problem);
  };

  return {
    isBusy,
    problem,
    errorOf: (field) => messages[field],
    form: {
      ref,
      method: 'post',
      noValidate: true,
      onSubmit: (event) => {
        event.preventDefault();
        if (!isSending.current) void submit(event.currentTarget);
      },
      onInput: ({ target }) => {
        if (!(target instanceof HTMLInputElement) || !(target.name in messages)) return;
        const { [target.name]: _answered, ...rest } = messages;
        setMessages(rest);
      },
    },
  };
}
