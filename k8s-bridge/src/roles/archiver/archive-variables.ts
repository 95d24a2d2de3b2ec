import { numberVariable, secretVariable } from '../../config/variable.ts';

/** What the role and `verify-archive` both read. */
export const archiveVariables = {
  DATABASE_URL: secretVariable(
    'The PostgreSQL of the archive, such as postgres://carillon:…@host/archive?sslmode=verify-full; sslrootcert names a CA.',
  ),
  ARCHIVE_KEEP_DAYS: numberVariable(
    { min: 1, max: 36_500, fallback: 400 },
    'How many days events are kept. Whole months are dropped when their last day is older; the last hash of each stays.',
  ),
};
