/** What a verification link is looked up by. Hashed, so that whoever reads the table cannot use the link. */
export async function verificationIdentifier(token: string): Promise<string> {
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(`verify-email ${token}`));
  return `verify-email:${[...new Uint8Array(digest)].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
