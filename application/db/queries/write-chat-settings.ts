import { type SQL, sql } from 'drizzle-orm';
import { type ChatSettingsPatch, FIRST_CHAT_SETTINGS } from '#core/chat/chat-settings.ts';

export function saveChatSettings(userId: string, patch: ChatSettingsPatch): SQL {
  const { isModelOn, keepDays } = { ...FIRST_CHAT_SETTINGS, ...patch };
  const [on, days] = [patch.isModelOn === undefined ? null : Number(isModelOn), patch.keepDays ?? null];
  return sql`INSERT INTO chat_settings (user_id, is_model_on, keep_days, used_on, requests_used, tokens_used)
    VALUES (${userId}, ${Number(isModelOn)}, ${keepDays}, '', 0, 0)
    ON CONFLICT (user_id) DO UPDATE SET is_model_on = coalesce(${on}, is_model_on), keep_days = coalesce(${days}, keep_days)`;
}

/**
 * The statement that takes one request to a model out of the user's budget of a day. It returns a row when there was
 * one left; otherwise it changes nothing.
 */
export function takeModelRequest(
  userId: string,
  day: string,
  { requests, tokens }: { requests: number; tokens: number },
): SQL {
  return sql`UPDATE chat_settings SET
      requests_used = CASE used_on WHEN ${day} THEN requests_used ELSE 0 END + 1,
      tokens_used = CASE used_on WHEN ${day} THEN tokens_used ELSE 0 END,
      used_on = ${day}
    WHERE user_id = ${userId} AND is_model_on = 1
      AND (used_on <> ${day} OR (requests_used < ${requests} AND tokens_used < ${tokens}))
    RETURNING requests_used`;
}

/** The statement that notes what a request used. */
export function noteModelTokens(userId: string, day: string, tokens: number): SQL {
  return sql`UPDATE chat_settings SET tokens_used = tokens_used + ${tokens} WHERE user_id = ${userId} AND used_on = ${day}`;
}
