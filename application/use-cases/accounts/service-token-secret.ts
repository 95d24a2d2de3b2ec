import { secretKind } from './token-secret.ts';

/** The secrets of programs. Their prefix differs from that of users' tokens, so neither can pass for the other. */
export const serviceTokenSecret = secretKind('carillon_svc_');
