import { archiveList } from './archive-list.ts';
import { createList } from './create-list.ts';
import { deleteList } from './delete-list.ts';
import { getList } from './get-list.ts';
import { listLists } from './list-lists.ts';
import { moveList } from './move-list.ts';
import { renameList } from './rename-list.ts';
import { unarchiveList } from './unarchive-list.ts';

export const listEndpoints = [
  listLists,
  createList,
  getList,
  renameList,
  deleteList,
  moveList,
  archiveList,
  unarchiveList,
];
