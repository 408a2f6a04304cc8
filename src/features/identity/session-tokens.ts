import { z } from 'zod';
import type { SecretBox } from '../../kernel/secret-box.ts';

const sessionTokensSchema = z.strictObject({
  /** Proves the user at token exchange. */
  accessToken: z.string().min(1),
  /** When the access token ends, milliseconds since 1970. */
  accessTokenExpiresAt: z.number(),
  refreshToken: z.string().min(1).optional(),
  /** Kept for sign-out, where it tells the provider whose session ends. */
  idToken: z.string().min(1).optional(),
});

/** The tokens behind a web session; they never leave the server, and rest sealed. */
export type SessionTokens = Readonly<z.infer<typeof sessionTokensSchema>>;

/** Tokens made ready for the store. */
export const sealTokens = (box: SecretBox, tokens: SessionTokens): string => box.seal(JSON.stringify(tokens));

/** Tokens read back; undefined if the key they were sealed with is lost, which means signing in again. */
export const openTokens = (box: SecretBox, sealed: string): SessionTokens | undefined => {
  try {
    return sessionTokensSchema.parse(JSON.parse(box.open(sealed)));
  } catch {
    return undefined;
  }
};
