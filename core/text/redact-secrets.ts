/**
 * What opens something, by how it looks: tokens of ours, secrets of webhooks, credentials in headers and addresses, signed
 * cookies. No log is to hold any; this is for what comes in with the message of somebody else's error.
 */
const SECRETS: readonly (readonly [RegExp, string])[] = [
  [/\b(carillon_[a-z]+_)[0-9A-Za-z]{8,}/g, '$1…'],
  [/\b(car_)[0-9A-Za-z]{20,}/g, '$1…'],
  [/\b(whsec_)[0-9A-Za-z+/=]{8,}/g, '$1…'],
  [/\b(Bearer|Basic) +[\w.~+/=-]{6,}/gi, '$1 …'],
  [/(:\/\/)[^\s/@:"]+:[^\s/@"]+@/g, '$1…@'],
  [/\b(session_token=)[^;\s"\\]+/g, '$1…'],
  [/\b((?:password|passwd|secret|token|api_?key)["']?\s*[=:]\s*["']?)[^\s"',;&\\]{6,}/gi, '$1…'],
];

export function redactSecrets(text: string): string {
  return SECRETS.reduce((left, [secret, put]) => left.replaceAll(secret, put), text);
}
