import { createContext } from 'react-router';
import type { AccountServices, UserServices } from '#application/services.ts';
import type { PlanServices } from '#application/tools/toolbox.ts';
import type { AppError } from '#core/errors.ts';

/** What a signed-in visitor brings. */
export interface SignedIn {
  userId: string;
  services: UserServices;
  account: AccountServices;
  /** What agents worked out and wait for this person to agree to. */
  plans: PlanServices;
}

/** What the Worker hands to every loader, filled once per request. `signedIn` is null for a visitor without a session. */
export interface RequestContext {
  signedIn: SignedIn | null;
  requestId: string;
  /** Goes on every inline script and style of the document; the content security policy lets no other run. */
  nonce: string;
  /** Where people and programs reach this deployment, whatever stands in front of it: `https://tasks.example.com`. */
  origin: string;
  /** RFC 3339, the same for everything that is rendered in this request. */
  now: string;
  /** Whether "Try the demo" is offered. */
  isDemoOffered: boolean;
  /** Whether requests begin a trace in the browser. */
  isTraced: boolean;
  /** What the browser asked for (Accept-Language), for visitors without settings. */
  locale: string;
  /** What a thrown thing is to the visitor; what nobody foresaw goes to the log under this request's id. */
  explain: (thrown: unknown) => AppError;
}

export const requestContext = createContext<RequestContext>();
