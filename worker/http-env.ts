import type { ServicePrincipal } from '#application/use-cases/accounts/authenticate-service.ts';
import type { ErrorCode } from '#core/errors.ts';
import type { Principal } from './auth/principal.ts';
import type { Services } from './services.ts';

/** What a Hono context carries here. */
export interface HttpEnv {
  Bindings: Env;
  Variables: {
    requestId: string;
    /** The pattern of the contract that answers; undefined for pages and for what is not there. */
    route?: string;
    /** What the client calls its request, if that is sane; only ever logged. */
    clientRequestId: string | null;
    services: Services;
    /** The W3C trace context of the request; null when nobody traces. */
    trace: string | null;
    /** Set by `authenticate`, and by nothing else. Undefined on routes that anybody may call. */
    principal?: Principal;
    /** Set on routes for programs of the cluster, and nowhere else. */
    service?: ServicePrincipal;
    /** `Set-Cookie` values for the answer, whoever makes it. */
    cookies?: string[];
    /** Minted when a document is rendered (`documentNonce`): the scripts that carry it may run. */
    nonce?: string;
    /** Set when the answer is a problem, for the access log. */
    code?: ErrorCode;
    /** Headers that belong to the problem about to be thrown (`Allow`, `RateLimit-Policy`). */
    problemHeaders?: Record<string, string>;
  };
}
