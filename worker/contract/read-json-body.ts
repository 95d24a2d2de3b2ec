import { AppError } from '#core/errors.ts';
import { locateJsonFault } from './locate-json-fault.ts';
import { scanJson } from './scan-json.ts';

const MAX_DEPTH = 32;

export interface BodyLimits {
  maxBytes: number;
  /** Media types that are taken; all of them hold JSON. */
  mediaTypes: readonly string[];
}

/**
 * The JSON of a request, or undefined when it has no body. Bytes are counted while they arrive, so that neither a
 * length that lies nor an endless body takes more memory than `maxBytes`.
 *
 * @throws AppError `unsupported_media_type`, `too_large`, `validation_failed` (not UTF-8, not JSON, ambiguous JSON)
 */
export async function readJsonBody(request: Request, limits: BodyLimits): Promise<unknown> {
  const declared = Number(request.headers.get('content-length') ?? 0);
  if (declared > limits.maxBytes) throw tooLarge(limits.maxBytes);
  const contentType = request.headers.get('content-type');
  if (contentType !== null) checkMediaType(contentType, limits.mediaTypes);
  if ((request.headers.get('content-encoding') ?? 'identity') !== 'identity')
    throw new AppError('unsupported_media_type', 'Send the body as it is, not compressed.');
  const bytes = await readBytes(request, limits.maxBytes);
  if (bytes.length === 0) return undefined;
  if (contentType === null) throw wrongMediaType(limits.mediaTypes);
  return parseJson(decode(bytes));
}

function checkMediaType(contentType: string, mediaTypes: readonly string[]): void {
  const [essence = '', ...parameters] = contentType.split(';').map((part) => part.trim().toLowerCase());
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length);
  const isUtf8 = charset === undefined || charset.replaceAll('"', '') === 'utf-8' || charset === 'utf8';
  if (!mediaTypes.includes(essence) || !isUtf8) throw wrongMediaType(mediaTypes);
}

function wrongMediaType(mediaTypes: readonly string[]): AppError {
  return new AppError('unsupported_media_type', `Send the body as ${mediaTypes.join(' or ')}, in UTF-8.`);
}

function tooLarge(maxBytes: number): AppError {
  return new AppError('too_large', `A request here has at most ${maxBytes} bytes.`);
}

async function readBytes(request: Request, maxBytes: number): Promise<Uint8Array> {
  if (request.body === null) return new Uint8Array();
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of request.body) {
    length += chunk.byteLength;
    // Leaving the loop cancels the stream: the rest is never read.
    if (length > maxBytes) throw tooLarge(maxBytes);
    chunks.push(chunk);
  }
  const [only] = chunks;
  if (only && chunks.length === 1) return only;
  const bytes = new Uint8Array(length);
  let at = 0;
  for (const chunk of chunks) {
    bytes.set(chunk, at);
    at += chunk.byteLength;
  }
  return bytes;
}

function decode(bytes: Uint8Array): string {
  try {
    // A byte order mark is taken off, as RFC 8259 allows; a byte that is no UTF-8 is refused rather than replaced.
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(bytes);
  } catch (error) {
    throw new AppError('validation_failed', 'The body is not UTF-8.', { cause: error });
  }
}

function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    const errors = [{ path: '', message: `is not JSON at ${placeOf(text)}` }];
    throw new AppError('validation_failed', 'The body is not JSON.', { errors, cause: error });
  }
  const fault = scanJson(text, MAX_DEPTH);
  if (fault)
    throw new AppError('validation_failed', 'The body is not JSON that everybody reads alike.', { errors: [fault] });
  return value;
}

/** Where it stops being JSON, as a person counts. What the parser says quotes the body, so it is not passed on. */
function placeOf(text: string): string {
  const before = text.slice(0, locateJsonFault(text)).split('\n');
  return `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}`;
}
