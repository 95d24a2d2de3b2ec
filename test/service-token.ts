import { type CreatedServiceToken, CreatedServiceTokenSchema, type ServiceScope } from '#core/account/service-token.ts';

/** A running Carillon, and what its operator proves to be with. */
interface Operated {
  readonly origin: string;
  readonly operatorToken: string;
}

/** Makes a token for programs of the cluster, as an operator does. */
export async function newServiceToken(
  { origin, operatorToken }: Operated,
  scopes: readonly ServiceScope[],
): Promise<CreatedServiceToken> {
  const made = await fetch(`${origin}/api/operator/service-tokens`, {
    method: 'POST',
    headers: { authorization: `Bearer ${operatorToken}`, 'content-type': 'application/json' },
    body: JSON.stringify({ name: 'test', scopes }),
  });
  if (!made.ok) throw new Error(`making a service token answered ${made.status}: ${await made.text()}`);
  return CreatedServiceTokenSchema.parse(await made.json());
}
