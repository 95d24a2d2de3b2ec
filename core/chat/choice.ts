import { z } from 'zod';
import { JsonSchema } from '../json.ts';

const MAX_ACTIONS = 10;

/** A call of a tool that a choice stands for. It is worked out by the server and stored with it; a client only points at it. */
export const ActionSchema = z.strictObject({
  tool: z.string().max(100),
  input: z.record(z.string(), JsonSchema),
});
export type Action = z.infer<typeof ActionSchema>;

/** One of several answers to a question. Picking it is a turn of its own, as if its words had been said. */
export const ChoiceSchema = z.strictObject({
  label: z.string().min(1).max(500),
  detail: z.string().max(500).nullable().meta({ description: 'What tells it from the others, such as its due.' }),
  utterance: z.string().min(1).max(2000).meta({ description: 'What is said by picking it, shown as the turn’s text.' }),
  actions: z.array(ActionSchema).max(MAX_ACTIONS).nullable().meta({
    description: 'What picking it does, exactly. Null: the utterance is read like any other.',
  }),
});
export type Choice = z.infer<typeof ChoiceSchema>;
