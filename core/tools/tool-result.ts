import type { ErrorCode, FieldError } from '../errors.ts';
import type { ChangeOutput } from './change-output.ts';

/** What somebody asks a tool for. Untrusted: the name and the input are looked at here, whoever wrote them. */
export interface ToolCall {
  tool: string;
  input: unknown;
  /** Names this call: asking again under the same key answers again and does nothing twice. Null: none. */
  key: string | null;
  /**
   * Whether a person has to confirm it, however little it comes to. Said by whoever understood the person, never by the
   * call itself; it makes a call stricter and nothing else.
   */
  asksFirst?: boolean;
}

/** Why a call was refused, so that whoever called can do something about it. */
export interface ToolRefusal {
  code: ErrorCode;
  detail: string;
  /** Whether the same call may succeed later. */
  isRetriable: boolean;
  /** What was wrong where, as JSON pointers into the input. */
  errors: FieldError[];
  /** What a plan that no longer fits would come to now; of one that waits for a confirmation, what it comes to, with the link. */
  plan: ChangeOutput | null;
}

export type ToolResult =
  | { isRefused: false; output: Record<string, unknown> }
  | { isRefused: true; refusal: ToolRefusal };
