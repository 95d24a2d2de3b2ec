import { eq } from 'drizzle-orm';
import { type ChatSettings, FIRST_CHAT_SETTINGS } from '#core/chat/chat-settings.ts';
import { chatSettings } from '../chat-schema.ts';
import type { Database } from '../database.ts';

export interface FoundChatSettings extends ChatSettings {
  /** The day (UTC) that the next two are of; empty when nothing was used yet. */
  usedOn: string;
  requestsUsed: number;
  tokensUsed: number;
}

export function selectChatSettings(db: Database, userId: string) {
  return db.select().from(chatSettings).where(eq(chatSettings.userId, userId));
}

export async function findChatSettings(db: Database, userId: string): Promise<FoundChatSettings> {
  return chatSettingsFrom(await selectChatSettings(db, userId));
}

export function chatSettingsFrom([row]: Awaited<ReturnType<typeof selectChatSettings>>): FoundChatSettings {
  if (!row) return { ...FIRST_CHAT_SETTINGS, usedOn: '', requestsUsed: 0, tokensUsed: 0 };
  const { userId: _user, ...found } = row;
  return found;
}
