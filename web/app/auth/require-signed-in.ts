import { type RouterContextProvider, redirect } from 'react-router';
import { requestContext, type SignedIn } from '../context.ts';

/**
 * Who is signed in; anybody else is sent to sign in and comes back to the page they asked for.
 *
 * @throws a redirect to `/sign-in?next=…`
 */
export function requireSignedIn(context: Readonly<RouterContextProvider>, request: Request): SignedIn {
  const { signedIn } = context.get(requestContext);
  if (signedIn) return signedIn;
  const { pathname, search } = new URL(request.url);
  throw redirect(`/sign-in?next=${encodeURIComponent(pathname + search)}`);
}
