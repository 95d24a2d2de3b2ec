/**
 * Whether what somebody says only asks to see something. A model that answers it gets no tool that changes anything, so
 * that nothing written in a task can make it. In doubt, and in other languages than English, it may be an order.
 */
export function asksOnly(utterance: string): boolean {
  const text = withoutQuotes(utterance);
  return ASKING.test(text) && !SUGGESTING.test(text) && !ORDERING.test(text);
}

/** What somebody says, in lower case: what stands in quotes is what is talked about, whatever it says. */
export function withoutQuotes(utterance: string): string {
  return utterance.normalize('NFKC').replaceAll(QUOTED, ' … ').toLowerCase().replaceAll('’', "'").trim();
}

const QUOTED = /“.*[”“]|„.*[“”]|«.*»|```.*?```|"[^"]*"/gsu;

const ASKING =
  /^(?:what|which|when|where|who|why|how (?:many|much|long|often|busy|is|are|does|do)|show|list|find|search|summari[sz]e|overview|tell me|read|explain|is|are|am i|do i|did i|have i)\b/;

/** Questions in form only. */
const SUGGESTING =
  /^(?:what|how) (?:about|if)\b|\bwhy (?:don't|not|won't)\b|\b(?:can|could|would|will) you\b|\blet's\b/;

const ORDERS = [
  'add|create|make|new|remind|set|put|give|move|change|rename|reschedule|schedule|postpone|push|shift|delay|snooze',
  'complete|finish|tick|check|close|mark|delete|remove|trash|clear|drop|cancel|stop|pause|resume|skip|repeat',
  'undo|redo|revert|restore|reopen|tag|untag|label|prioriti[sz]e|plan|split|merge|clean|tidy|update|edit|archive|apply|do',
].join('|');

/** An order after a question: at the beginning of a clause, where it is no part of what is asked. */
const ORDERING = new RegExp(
  `(?:\\b(?:and|then|also|please|to|but)|[,;.!?:\\n–-])\\s+(?:(?:then|also|please|just|now)\\s+)*(?:${ORDERS})\\b`,
);
