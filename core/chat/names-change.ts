import { findToolNamed } from '../tools/registry.ts';
import { withoutQuotes } from './asks-only.ts';

// How words begin that ask for something to be done to what is there; in the languages that dates are read in.
const DELETING =
  'delet|remov|trash|eras|discard|drop|get(?:ting)? rid|clear|clean|purg|throw|scrap|ditch|cancel|lösch|entfern|wirf|weg|borra|elimin|quita|حذف|ہٹا|مٹا';
const COMPLETING =
  'complet|finish|done|tick|check|clos|mark|did\\b|erledig|abhak|fertig|abschlie|termina|hech|مکمل|ختم';
const RETURNING =
  'reopen|open|restor|bring|undelet|uncomplet|untick|undo|revert|redo|take|roll|wieder|zurück|rückgängig|reabr|recuper|deshac|deshaz|بحال|واپس';
const CHANGING =
  'mov|postpon|reschedul|schedul|push|shift|delay|snooz|plan|set\\b|put|giv|make|chang|renam|edit|updat|tag|untag|label|priorit|urgent|important|remind|alert|repeat|every|stop|paus|resum|skip|cancel|remov|clear|archiv|add|due|split|merg|note|verschieb|änder|setz|mach|erinner|wiederhol|stopp|mueve|cambia|aplaza|pon|recuerd|repit|تبدیل|منتقل|یاد|لگا';

const CLASSES: readonly { tools: ReadonlySet<string>; said: RegExp }[] = [
  { tools: new Set(['delete']), said: beginning(DELETING) },
  { tools: new Set(['complete']), said: beginning(COMPLETING) },
  { tools: new Set(['reopen', 'restore', 'undo']), said: beginning(RETURNING) },
  { tools: new Set(['update', 'reschedule', 'repeat', 'remind']), said: beginning(CHANGING) },
  { tools: new Set(['tags', 'lists']), said: beginning(`${DELETING}|${CHANGING}|list|creat|new`) },
];

/**
 * Whether somebody's words ask for such a change as a tool makes. What a model does to things that are there and that
 * nobody named is shown to the person first, because what it read in a task may have told it to. What is new takes nothing
 * away, and a plan was asked about when it was made.
 */
export function namesChange(utterance: string, tool: string): boolean {
  if (tool === 'add' || tool === 'apply' || findToolNamed(tool)?.annotations.isReadOnly === true) return true;
  const text = withoutQuotes(utterance);
  return CLASSES.some(({ tools, said }) => tools.has(tool) && said.test(text));
}

function beginning(words: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${words})`, 'iu');
}
