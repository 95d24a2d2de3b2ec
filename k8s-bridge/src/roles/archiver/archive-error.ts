import { BridgeError } from '../../errors.ts';

/** The database cannot be reached, or cannot write now (full disk, lock, restart). What was asked may have happened. */
export class ArchiveUnavailable extends BridgeError {
  override name = 'ArchiveUnavailable';

  constructor(message: string, cause?: unknown) {
    super(message, { retriable: true, cause });
  }
}

/** The database works, and will never take these values. Nothing was written. */
export class RowsRefused extends BridgeError {
  override name = 'RowsRefused';

  constructor(message: string, cause?: unknown) {
    super(message, { retriable: false, cause });
  }
}
