import { AppError } from '#core/errors.ts';
import { type FoundConversation, findConversation } from '../db/queries/find-conversations.ts';
import type { ChatDeps } from './chat-deps.ts';

/** @throws AppError `not_found` */
export async function requireConversation(
  { db, userId, effects }: Pick<ChatDeps, 'db' | 'userId' | 'effects'>,
  id: string,
): Promise<FoundConversation> {
  const found = await findConversation(db, userId, { id, now: effects.now() });
  if (!found) throw noConversation(id);
  return found;
}

export function noConversation(id: string): AppError {
  return new AppError('not_found', `There is no conversation ${id}.`);
}
