import { type MintedSecret, secretKind } from './token-secret.ts';

const PREFIX = 'car_';
/** The prefix and four characters more: enough to recognise a token by, too little to guess it from. */
const SHOWN_CHARACTERS = PREFIX.length + 4;

const kind = secretKind(PREFIX);

/** What stands in the table for a token. */
export interface MintedApiToken extends MintedSecret {
  prefix: string;
}

/** A fresh token of a user. */
export async function mintApiToken(): Promise<MintedApiToken> {
  const minted = await kind.mint();
  return { ...minted, prefix: minted.secret.slice(0, SHOWN_CHARACTERS) };
}

/** The hash a token is looked up by; null for a text that cannot be a token, which then costs no query. */
export const hashApiToken = kind.hashOf;
