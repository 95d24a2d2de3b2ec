import type { Tool } from '@modelcontextprotocol/server';
import { TOOLS } from '#core/tools/registry.ts';
import { toolJsonSchema } from '#core/tools/tool-json-schema.ts';

/** The registry as MCP lists it; for a token without the scope `write` only what it can use. */
export function listTools(canWrite: boolean): Tool[] {
  return TOOLS.filter(({ annotations }) => canWrite || annotations.isReadOnly).map((tool) => {
    const { isReadOnly, isDestructive, isIdempotent } = tool.annotations;
    return {
      name: tool.name,
      title: tool.title,
      description: tool.description,
      inputSchema: { ...toolJsonSchema(tool.input, 'input'), type: 'object' },
      outputSchema: { ...toolJsonSchema(tool.output, 'output'), type: 'object' },
      annotations: {
        title: tool.title,
        readOnlyHint: isReadOnly,
        destructiveHint: isDestructive,
        idempotentHint: isIdempotent,
        // Nothing it does reaches anybody but the user.
        openWorldHint: false,
      },
    };
  });
}
