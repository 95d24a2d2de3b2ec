import type { z } from 'zod';

/** What a caller may expect of a tool before calling it; hints to show, never what anything is protected by. */
export interface ToolAnnotations {
  /** Changes nothing. Everything else takes the scope `write`. */
  isReadOnly: boolean;
  /** Takes something away that was there. It can be taken back for as long as the log is kept. */
  isDestructive: boolean;
  /** Asking for the same twice in a row does nothing the second time. */
  isIdempotent: boolean;
}

/** A tool: what it is called, takes and answers. What it does is bound to it in application/tools. */
export interface ToolDefinition<
  Name extends string = string,
  Input extends z.ZodObject = z.ZodObject,
  Output extends z.ZodObject = z.ZodObject,
> {
  name: Name;
  title: string;
  /** For whoever chooses tools, people and models: what it is for, and what it is not for. */
  description: string;
  input: Input;
  output: Output;
  annotations: ToolAnnotations;
}

export function defineTool<const Name extends string, Input extends z.ZodObject, Output extends z.ZodObject>(
  definition: ToolDefinition<Name, Input, Output>,
): ToolDefinition<Name, Input, Output> {
  return definition;
}

/** Things described in one call: tasks to add, changes to make. */
export const MAX_ITEMS = 50;
/** Things only named in one call. */
export const MAX_IDS = 200;
