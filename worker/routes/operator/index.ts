import { listTimers } from './list-timers.ts';
import { makeResetLink } from './make-reset-link.ts';
import { rearmHubs } from './rearm-hubs.ts';
import { retryTimers } from './retry-timers.ts';

/** Mounted at `/api/operator`. */
export const operatorEndpoints = [makeResetLink, listTimers, retryTimers, rearmHubs];
