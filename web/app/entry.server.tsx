import { renderToReadableStream } from 'react-dom/server';
import {
  type EntryContext,
  type HandleErrorFunction,
  isRouteErrorResponse,
  type RouterContextProvider,
  ServerRouter,
} from 'react-router';
import { requestContext } from './context.ts';
import { NonceContext } from './document/nonce.ts';

/** Renders a document as a stream: the head goes out while the rest is still being made. */
export default async function handleRequest(
  request: Request,
  status: number,
  headers: Headers,
  router: EntryContext,
  context: RouterContextProvider,
): Promise<Response> {
  const { nonce, explain } = context.get(requestContext);
  let answeredStatus = status;
  const body = await renderToReadableStream(
    <NonceContext value={nonce}>
      <ServerRouter context={router} url={request.url} nonce={nonce} />
    </NonceContext>,
    {
      signal: request.signal,
      nonce,
      onError(error) {
        // A reader who left is no failure of ours. Anything else goes to the log of the request that failed.
        if (request.signal.aborted) return;
        answeredStatus = 500;
        explain(error);
      },
    },
  );
  headers.set('Content-Type', 'text/html; charset=utf-8');
  // What is on it belongs to whoever is signed in.
  if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'private, no-store');
  return new Response(body, { headers, status: answeredStatus });
}

/** What escaped a loader: the log of the request gets it in our own form, which leaves out what users wrote. */
export const handleError: HandleErrorFunction = (error, { context, request }) => {
  if (!request.signal.aborted && !isRouteErrorResponse(error)) context.get(requestContext).explain(error);
};
