import { ChangeOutputSchema } from '#core/tools/change-output.ts';
import { fenceData } from '#core/tools/fence-data.ts';
import { summariseChange } from '#core/tools/summarise-change.ts';
import type { ToolResult } from '#core/tools/tool-result.ts';

/** A model reads only so much of an answer, and pays for it. */
const MAX_CHARACTERS = 24_000;

/** What a tool answered, as a model reads it: what we say about it in front, and what people wrote between marks. */
export function toolMessage(result: ToolResult): string {
  if (result.isRefused) {
    const { code, detail, errors, plan } = result.refusal;
    return `Refused (${code}).\n${shortened({ detail, errors, plan })}`;
  }
  const change = ChangeOutputSchema.safeParse(result.output);
  const lead = change.success ? `${summariseChange(change.data)}\n` : '';
  return `${lead}${shortened(result.output)}`;
}

function shortened(value: unknown): string {
  const text = JSON.stringify(value);
  if (text.length <= MAX_CHARACTERS) return fenceData(value);
  return `This is only the beginning of it, as text: ask for less at once.\n${fenceData(text.slice(0, MAX_CHARACTERS))}`;
}
