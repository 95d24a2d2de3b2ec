import { deleteAccount } from './delete-account.ts';
import { exportAccount } from './export-account.ts';
import { getAccount } from './get-account.ts';
import { updateAccount } from './update-account.ts';

export const accountEndpoints = [getAccount, updateAccount, deleteAccount, exportAccount];
