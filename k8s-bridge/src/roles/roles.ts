import { archiver } from './archiver/archiver.ts';
import { ingress } from './ingress/ingress.ts';
import { mirror } from './mirror/mirror.ts';
import { notifier } from './notifier/notifier.ts';
import type { Role } from './role.ts';

/** What the program can be. A further role is one folder beside this file and one line here. */
export const ROLES: readonly Role[] = [mirror, archiver, notifier, ingress];
