import { z } from 'zod';
import { ENGINES } from './chat-event.ts';

export const DEFAULT_KEEP_DAYS = 90;

/** What a user has chosen for their chat. */
export const ChatSettingsSchema = z
  .strictObject({
    isModelOn: z.boolean().meta({ description: 'Whether anything may go to the model. Nothing does before this.' }),
    keepDays: z
      .int()
      .min(1)
      .max(3650)
      .meta({ description: 'How many days a conversation is kept after the last thing was said in it.' }),
  })
  .meta({ id: 'ChatSettings' });
export type ChatSettings = z.infer<typeof ChatSettingsSchema>;

export const FIRST_CHAT_SETTINGS: ChatSettings = { isModelOn: false, keepDays: DEFAULT_KEEP_DAYS };

export const ChatSettingsPatchSchema = ChatSettingsSchema.partial().refine(
  (patch) => Object.keys(patch).length > 0,
  'must change something',
);
export type ChatSettingsPatch = z.infer<typeof ChatSettingsPatchSchema>;

/** The model that a deployment offers: who it is, and where what is said goes. */
export const OfferedModelSchema = z.strictObject({
  engine: z.enum(ENGINES).exclude(['pocket']),
  model: z.string(),
  host: z.string().meta({ description: 'Who receives what is sent, such as api.openai.com.' }),
});
export type OfferedModel = z.infer<typeof OfferedModelSchema>;

/** What one user may use a model for in a day (UTC). */
export const ModelBudgetSchema = z.strictObject({
  requests: z.int(),
  requestsUsed: z.int(),
  tokens: z.int(),
  tokensUsed: z.int(),
});
export type ModelBudget = z.infer<typeof ModelBudgetSchema>;

export const ChatSettingsViewSchema = z
  .strictObject({
    settings: ChatSettingsSchema,
    offered: OfferedModelSchema.nullable().meta({ description: 'Null when this site has no model.' }),
    budget: ModelBudgetSchema.nullable(),
  })
  .meta({ id: 'ChatSettingsView' });
export type ChatSettingsView = z.infer<typeof ChatSettingsViewSchema>;
