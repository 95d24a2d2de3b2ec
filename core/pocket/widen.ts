import type { Meaning, PocketChoice } from './understanding.ts';

/** What can be asked instead of a question that nothing fits: the same with less, or with what is completed, too. */
export function widen({ filters }: Meaning): PocketChoice[] {
  if (filters === undefined) return [];
  const { tags, priority, search, status, dueAfter, dueBefore } = filters;
  const choice = (utterance: string, label: string): PocketChoice => ({ label, detail: null, utterance });
  const choices: PocketChoice[] = [];
  const isDated = dueAfter !== null || dueBefore !== null;
  const hashes = tags.map((tag) => `#${tag}`).join(' ');
  if (tags.length > 1) choices.push(...tags.map((tag) => choice(`show #${tag}`, `Only #${tag}`)));
  else if (tags.length === 1 && (isDated || priority.length > 0 || search !== null)) {
    choices.push(choice(`show ${hashes}`, `All of ${hashes}`));
  }
  if (status === 'open' && (tags.length > 0 || search !== null)) {
    const words = search === null ? hashes : `${hashes} ${search}`.trim();
    choices.push(choice(`show including completed ${words}`, 'Completed ones, too'));
  }
  choices.push(choice('show my tasks', 'All open tasks'));
  return choices;
}
