import type { z } from 'zod';
import { AppError } from '#core/errors.ts';
import { inputErrors } from '#core/field-errors.ts';
import type { PlannedCommand } from '#core/plan/plan.ts';
import type { ChangeOutput } from '#core/tools/change-output.ts';
import type { ToolDefinition } from '#core/tools/tool.ts';
import type { ToolContext } from './tool-context.ts';

/** What a change was compiled to. */
export interface CompiledChange {
  commands: PlannedCommand[];
  /** See `confirmationFor`. */
  madeHere?: ReadonlySet<string>;
}

/** A tool with what it does. */
export type BoundTool = { tool: ToolDefinition } & (
  | { kind: 'read'; answer: (input: unknown, ctx: ToolContext) => Promise<Record<string, unknown>> }
  | { kind: 'change'; parse: (input: unknown) => ParsedChange }
  | { kind: 'apply'; planOf: (input: unknown) => string }
);

/** A change whose input is well formed. */
export interface ParsedChange {
  input: Record<string, unknown>;
  isDryRun: boolean;
  /** See `ToolCall`. */
  asksFirst?: boolean;
  compile: (ctx: ToolContext) => Promise<CompiledChange>;
}

export function reading<Tool extends ToolDefinition>(
  tool: Tool,
  answer: (input: z.output<Tool['input']>, ctx: ToolContext) => Promise<z.output<Tool['output']>>,
): BoundTool {
  return { tool, kind: 'read', answer: async (input, ctx) => await answer(parse(tool, input), ctx) };
}

type ChangingTool = ToolDefinition<string, z.ZodObject<{ dryRun: z.ZodDefault<z.ZodBoolean> }>> & {
  output: z.ZodType<ChangeOutput>;
};

/** @param compile says which commands a call comes to, with every id they make chosen and every moment fixed */
export function changing<Tool extends ChangingTool>(
  tool: Tool,
  compile: (input: z.output<Tool['input']>, ctx: ToolContext) => Promise<CompiledChange>,
): BoundTool {
  return {
    tool,
    kind: 'change',
    parse(raw) {
      const input = parse(tool, raw);
      return { input, isDryRun: input.dryRun, compile: (ctx) => compile(input, ctx) };
    },
  };
}

export function applying<Tool extends ToolDefinition>(
  tool: Tool,
  planOf: (input: z.output<Tool['input']>) => string,
): BoundTool {
  return { tool, kind: 'apply', planOf: (input) => planOf(parse(tool, input)) };
}

function parse<Tool extends ToolDefinition>(tool: Tool, input: unknown): z.output<Tool['input']> {
  const result = tool.input.safeParse(input);
  if (result.success) return result.data as z.output<Tool['input']>;
  const detail = `The input of ${tool.name} is not as it must be.`;
  throw new AppError('validation_failed', detail, { errors: inputErrors(result.error) });
}
