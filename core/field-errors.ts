import type { z } from 'zod';
import { type FieldError, TextPlaceSchema } from './errors.ts';

/** More would help nobody, and a body with ten thousand mistakes must not make an answer of ten thousand lines. */
const MAX_ERRORS = 50;

/** What zod found wrong, as a client can use it: a path such as `patch.title`, and what would be right. */
export function fieldErrors(error: z.ZodError): FieldError[] {
  return error.issues.flatMap((issue) => describeIssue(issue)).slice(0, MAX_ERRORS);
}

function describeIssue(issue: z.core.$ZodIssue): FieldError[] {
  const path = pathOf(issue.path);
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: pathOf([...issue.path, key]), message: 'is not known here' }));
  }
  if (issue.code === 'invalid_union') {
    const messages = issue.errors.flatMap((branch) => branch.map(({ message }) => message));
    return [{ path, message: [...new Set(messages)].join(', or ') || issue.message }];
  }
  const place = issue.code === 'custom' ? TextPlaceSchema.safeParse(issue.params?.['place']).data : undefined;
  return [{ path, message: issue.message, ...(place && { place }) }];
}

function pathOf(path: readonly PropertyKey[]): string {
  return path.map(String).join('.').slice(0, 200);
}

/** The same with JSON pointers (RFC 6901) for paths, as callers of tools read them. */
export function inputErrors(error: z.ZodError): FieldError[] {
  return fieldErrors(error).map((error) => ({ ...error, path: toPointer(error.path) }));
}

/** @param path such as `tasks.0.title` */
export function toPointer(path: string): string {
  return path === '' ? '' : `/${path.replaceAll('.', '/')}`;
}
