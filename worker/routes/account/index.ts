import { deleteAccount } from './delete-account.ts';
import { exportAccount } from './export-account.ts';
import { getAccount } from './get-account.ts';

export const accountEndpoints = [getAccount, deleteAccount, exportAccount];
