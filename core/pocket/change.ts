import { z } from 'zod';
import { PRIORITIES } from '../task/task.ts';

const words = z.string().max(1000);

/** What is to be done to tasks, as words that are read again when it is clear which: they mean the same then. */
export const ChangeSchema = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('complete') }),
  z.strictObject({ kind: z.literal('reopen') }),
  z.strictObject({ kind: z.literal('delete') }),
  z.strictObject({ kind: z.literal('due'), when: words }),
  z.strictObject({ kind: z.literal('clearDue') }),
  z.strictObject({ kind: z.literal('shift'), amount: words, isEarlier: z.boolean() }),
  z.strictObject({ kind: z.literal('priority'), priority: z.enum(PRIORITIES) }),
  z.strictObject({ kind: z.literal('addTags'), tags: z.array(words) }),
  z.strictObject({ kind: z.literal('removeTags'), tags: z.array(words) }),
  z.strictObject({ kind: z.literal('rename'), title: words }),
  z.strictObject({ kind: z.literal('note'), notes: z.string().max(4000) }),
  z.strictObject({ kind: z.literal('repeat'), rule: words }),
  z.strictObject({ kind: z.literal('stop') }),
  z.strictObject({ kind: z.literal('skip') }),
  z.strictObject({ kind: z.literal('skipOne') }),
  z.strictObject({ kind: z.literal('restore') }),
  z.strictObject({ kind: z.literal('remind'), phrase: words }),
  z.strictObject({ kind: z.literal('cancelReminder') }),
  z.strictObject({ kind: z.literal('show') }),
  z.strictObject({ kind: z.literal('activity') }),
]);
export type Change = z.infer<typeof ChangeSchema>;
