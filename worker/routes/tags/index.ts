import { createTag } from './create-tag.ts';
import { deleteTag } from './delete-tag.ts';
import { listTags } from './list-tags.ts';
import { renameTag } from './rename-tag.ts';

export const tagEndpoints = [listTags, createTag, renameTag, deleteTag];
