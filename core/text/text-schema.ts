import { z } from 'zod';

// Text must come out of D1 exactly as it went in. Lone surrogates are stored as U+FFFD and NUL ends length(),
// so both are refused here, at the edge, where a person can still be told. Other control characters have no
// business in a task either and only ever come from a broken client.
const LINE_BREAKS = /[\n\r\u2028\u2029]/u;
// biome-ignore lint/suspicious/noControlCharactersInRegex: naming the control characters is the point.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/u;
// Spaces, controls, and what only formats (joiners, marks of direction): text of nothing else shows nothing.
const VISIBLE = /[^\p{Z}\p{Cc}\p{Cf}]/u;

const encoder = new TextEncoder();

/** @returns the length in bytes as UTF-8 */
export function byteLength(text: string): number {
  return encoder.encode(text).length;
}

/** @returns the length in code points, which is how people count characters (an emoji is one, not two) */
export function characterLength(text: string): number {
  let count = 0;
  for (const _ of text) count += 1;
  return count;
}

export interface TextLimits {
  minCharacters?: number;
  maxCharacters?: number;
  maxBytes?: number;
  /** Whether line breaks and tabs may stand in it. */
  isMultiline?: boolean;
  /** Whether spaces around it are cut off, before anything is counted: for names, which stand in sentences. */
  isTrimmed?: boolean;
}

/** Text that D1, JSON and every pipe behind them return unchanged, within the given limits. Only what `isTrimmed` says is altered. */
export function textSchema(limits: TextLimits) {
  const { minCharacters = 0, maxCharacters, maxBytes, isMultiline = false, isTrimmed = false } = limits;
  return (isTrimmed ? z.string().trim() : z.string())
    .superRefine((text, ctx) => {
      const refuse = (message: string) => ctx.addIssue({ code: 'custom', message });
      if (!text.isWellFormed()) return refuse('must be well-formed Unicode (no lone surrogates)');
      if (CONTROLS.test(text)) return refuse('must not contain control characters');
      if (!isMultiline && (LINE_BREAKS.test(text) || text.includes('\t'))) return refuse('must be a single line');
      if (minCharacters > 0 && !VISIBLE.test(text)) return refuse('must not be blank');
      if (maxCharacters !== undefined && characterLength(text) > maxCharacters) {
        return refuse(`must be at most ${maxCharacters} characters`);
      }
      if (maxBytes !== undefined && byteLength(text) > maxBytes)
        return refuse(`must be at most ${maxBytes} bytes of UTF-8`);
    })
    .meta({
      ...(minCharacters > 0 && { minLength: minCharacters }),
      ...(maxCharacters !== undefined && { maxLength: maxCharacters }),
    });
}
