import { makeResetLink } from './make-reset-link.ts';

/** Mounted at `/api/operator`. */
export const operatorEndpoints = [makeResetLink];
