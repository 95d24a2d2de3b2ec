import type { CallToolResult } from '@modelcontextprotocol/server';
import { ChangeOutputSchema } from '#core/tools/change-output.ts';
import { FENCE_NOTE, fenceData } from '#core/tools/fence-data.ts';
import { summariseChange } from '#core/tools/summarise-change.ts';
import type { ToolRefusal, ToolResult } from '#core/tools/tool-result.ts';

/**
 * What a tool answered, as MCP carries it: structured for programs, and as text for models and older clients. A refusal
 * is a result, too, so that the model reads it and can put it right.
 *
 * @param origin of this site, for links a person can open
 */
export function answerCall(result: ToolResult, origin: string): CallToolResult {
  if (result.isRefused) return answerRefusal(result.refusal, origin);
  const output = withLinks(result.output, origin);
  const change = ChangeOutputSchema.safeParse(output);
  const lead = change.success ? `${summariseChange(change.data)}\n` : '';
  return { content: [{ type: 'text', text: `${lead}${FENCE_NOTE}\n${fenceData(output)}` }], structuredContent: output };
}

function answerRefusal({ plan, detail, ...refusal }: ToolRefusal, origin: string): CallToolResult {
  const data = { ...refusal, detail, plan: plan && withLinks(plan, origin) };
  return {
    isError: true,
    content: [{ type: 'text', text: `Refused (${refusal.code}).\n${FENCE_NOTE}\n${fenceData(data)}` }],
  };
}

/** Paths of this site as addresses: who reads them is not on it. */
function withLinks(output: Record<string, unknown>, origin: string): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(output).map(([key, value]) => {
      if ((key === 'link' || key === 'url') && typeof value === 'string') return [key, origin + value];
      if (key === 'results' && Array.isArray(value)) return [key, value.map((each) => withLinks(each, origin))];
      return [key, value];
    }),
  );
}
