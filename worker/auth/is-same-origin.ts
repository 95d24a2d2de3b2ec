/**
 * Whether a browser sent this request from a page of ours. `Origin` decides where there is one. Where it is missing or
 * `null` (a privacy setting, an old browser) only `Sec-Fetch-Site`, which no page can set, says that it was ours.
 */
export function isSameOrigin(request: Request): boolean {
  const origin = request.headers.get('origin');
  if (origin !== null && origin !== 'null') return origin === new URL(request.url).origin;
  return request.headers.get('sec-fetch-site') === 'same-origin';
}
