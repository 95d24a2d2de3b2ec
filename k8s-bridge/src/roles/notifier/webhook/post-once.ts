import type { LookupAddress } from 'node:dns';
import http, { type IncomingMessage, type RequestOptions } from 'node:http';
import https from 'node:https';
import type { LookupFunction } from 'node:net';
import { MAX_ANSWER_CHARACTERS } from '#core/delivery/notifier-protocol.ts';
import type { EndpointAnswer } from './judge-answer.ts';

interface Post {
  readonly url: URL;
  /** Where it goes, whatever its name says by now. */
  readonly addresses: readonly LookupAddress[];
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  /** Whom to trust; the public authorities when undefined. */
  readonly ca: readonly string[] | undefined;
  /** Ends the call, however far it has come. */
  readonly signal: AbortSignal;
}

const MAX_BODY_BYTES = 16 * 1024;
/** The status is the answer; what is said beside it is not waited for any longer. */
const BODY_TIMEOUT_MS = 3_000;

/**
 * Posts once, over a connection of its own: to the addresses given, through no proxy, following nothing. Of the answer a
 * few KiB are read, then the connection is cut.
 *
 * @throws when nothing answered
 */
export function postOnce({ url, addresses, headers, body, ca, signal }: Post): Promise<EndpointAnswer> {
  const options: RequestOptions & https.RequestOptions = {
    method: 'POST',
    headers: { ...headers, 'content-length': Buffer.byteLength(body) },
    // Neither kept connections nor the proxy of the environment, which would look the name up for itself.
    agent: false,
    lookup: pinned(addresses),
    signal,
    rejectUnauthorized: true,
    ...(ca && { ca: [...ca] }),
  };
  const { promise, resolve, reject } = Promise.withResolvers<EndpointAnswer>();
  const request = url.protocol === 'https:' ? https.request(url, options) : http.request(url, options);
  // What breaks off after the status is the body's affair.
  let isAnswered = false;
  request.on('error', (error) => {
    if (!isAnswered) reject(error);
  });
  // An answer that is none (101) ends so.
  request.on('close', () => {
    if (!isAnswered) reject(new Error('the connection was closed without an answer'));
  });
  request.on('response', (answer) => {
    isAnswered = true;
    readBeginning(answer).then((text) => {
      resolve({ status: answer.statusCode ?? 0, retryAfter: answer.headers['retry-after'], text });
      request.destroy();
    }, reject);
  });
  request.end(body);
  return promise;
}

function pinned(addresses: readonly LookupAddress[]): LookupFunction {
  return (_host, { all }, callback) => {
    const [first] = addresses;
    if (all) callback(null, [...addresses]);
    else callback(null, first?.address ?? '', first?.family);
  };
}

/** What there is of a body by its size and time limits; one that breaks off has said what it said. */
async function readBeginning(answer: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const late = setTimeout(() => answer.destroy(), BODY_TIMEOUT_MS);
  const { promise: over, resolve: end } = Promise.withResolvers<void>();
  answer.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    bytes += chunk.length;
    if (bytes >= MAX_BODY_BYTES) answer.destroy();
  });
  answer.on('error', () => end());
  answer.on('close', () => end());
  await over;
  clearTimeout(late);
  return readable(Buffer.concat(chunks).subarray(0, MAX_BODY_BYTES));
}

/** For people to read: no control characters, and no longer than the ledger keeps. */
function readable(bytes: Buffer): string {
  const text = bytes.toString('utf8').replace(/[^\P{Cc}\n\t]/gu, '');
  return text.slice(0, MAX_ANSWER_CHARACTERS).toWellFormed();
}
