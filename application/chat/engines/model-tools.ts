import { TOOLS } from '#core/tools/registry.ts';
import { toolJsonSchema } from '#core/tools/tool-json-schema.ts';
import type { ModelTool } from './model-client.ts';

let described: readonly ModelTool[] | undefined;

/** The registry as models read it. Described once: it is the same for everybody, and what a user may is looked at when they do it. */
export function modelTools(): readonly ModelTool[] {
  described ??= TOOLS.map(({ name, description, input }) => ({
    type: 'function',
    function: { name, description, parameters: toolJsonSchema(input, 'input') },
  }));
  return described;
}
