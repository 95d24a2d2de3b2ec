import type { UserServices } from '#application/services.ts';
import { AppError } from '#core/errors.ts';
import type { ListWithCount } from '#core/query/overview.ts';

/** @throws AppError `not_found` */
export async function findList(user: UserServices, listId: string): Promise<ListWithCount> {
  const list = (await user.listLists()).find(({ id }) => id === listId);
  if (!list) throw new AppError('not_found', `There is no list ${listId}.`);
  return list;
}
