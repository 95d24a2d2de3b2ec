import { AppError } from '#core/errors.ts';
import { TOOLS } from '#core/tools/registry.ts';
import type { ToolCall, ToolResult } from '#core/tools/tool-result.ts';
import { applyPlan } from './apply-plan.ts';
import { bindingOf } from './bindings.ts';
import type { BoundTool } from './bound-tool.ts';
import { ConfirmationRequired, PlanOutdated } from './plan-refusals.ts';
import { runChange } from './run-change.ts';
import type { ToolContext } from './tool-context.ts';

/**
 * Runs a tool for whoever asks: a person's palette, a model, an agent. The call is untrusted in every part; what it may
 * do is decided by the context alone. A refusal is an answer, which the caller can act on; what is broken is thrown.
 */
export async function runTool(
  ctx: ToolContext,
  { tool, input, key, asksFirst = false }: ToolCall,
): Promise<ToolResult> {
  try {
    const bound = requireTool(tool);
    if (!bound.tool.annotations.isReadOnly && !ctx.canWrite) {
      throw new AppError('insufficient_scope', `The tool ${tool} changes something; that takes the scope write.`);
    }
    return { isRefused: false, output: await run(ctx, bound, { input, key, asksFirst }) };
  } catch (error) {
    if (!(error instanceof AppError) || error.code === 'internal') throw error;
    return refused(error);
  }
}

function requireTool(name: string): BoundTool {
  const bound = bindingOf(name);
  if (bound) return bound;
  const known = TOOLS.map((each) => each.name).join(', ');
  throw new AppError('not_found', `There is no tool of that name. There are: ${known}.`);
}

async function run(
  ctx: ToolContext,
  bound: BoundTool,
  { input, key, asksFirst }: { input: unknown; key: string | null; asksFirst: boolean },
): Promise<Record<string, unknown>> {
  switch (bound.kind) {
    case 'read':
      return await bound.answer(input, ctx);
    case 'change':
      return await runChange(ctx, bound.tool.name, { ...bound.parse(input), asksFirst }, key);
    case 'apply':
      return await applyPlan(ctx, bound.planOf(input), { isConfirmed: false });
  }
}

function refused(error: AppError): ToolResult {
  const { code, message, retriable, errors } = error;
  const plan = error instanceof PlanOutdated || error instanceof ConfirmationRequired ? error.plan : null;
  return { isRefused: true, refusal: { code, detail: message, isRetriable: retriable, errors, plan } };
}
