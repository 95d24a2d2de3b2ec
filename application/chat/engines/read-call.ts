import { z } from 'zod';
import type { Action } from '#core/chat/choice.ts';
import { JsonSchema } from '#core/json.ts';
import type { ToolResult } from '#core/tools/tool-result.ts';
import type { ModelCall } from './model-client.ts';

const InputSchema = z.record(z.string(), JsonSchema);
const MAX_NAME_CHARACTERS = 100;

/** A call of a tool out of what a model wrote. That it is well formed says nothing about whether it may be made. */
export function readCall({
  function: { name, arguments: written },
}: ModelCall): { isRefused: false; action: Action } | Extract<ToolResult, { isRefused: true }> {
  // No arguments at all is how some models call a tool that needs none.
  const input = InputSchema.safeParse(parseJson(written.trim() === '' ? '{}' : written));
  if (!input.success) {
    const detail = 'The arguments are not a JSON object. Nothing was done. Call again with well-formed JSON.';
    return {
      isRefused: true,
      refusal: { code: 'validation_failed', detail, isRetriable: false, errors: [], plan: null },
    };
  }
  return { isRefused: false, action: { tool: name.slice(0, MAX_NAME_CHARACTERS), input: input.data } };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
