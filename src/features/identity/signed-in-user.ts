import { z } from 'zod';

/** Who is signed in, as the identity provider vouches for them. */
export const signedInUserSchema = z.strictObject({
  /** Tenant (customer organisation). */
  tid: z.string().min(1),
  /** Object id at the identity provider; with `tid` it identifies the person for ever. */
  oid: z.string().min(1),
  /** User principal name, where the provider tells one. */
  userName: z.string().min(1).optional(),
  displayName: z.string().min(1),
  email: z.string(),
  /** Permission sets, such as `SMART AGENTS USER`. */
  roles: z.array(z.string()).readonly(),
});

/** Who is signed in; every request of a signed-in person has it as `req.user`. */
export type SignedInUser = Readonly<z.infer<typeof signedInUserSchema>>;

/** A signed-in person together with the session they are signed in by. */
export interface SignedInSession {
  /**
   * Names the web session; 64 hexadecimal digits, a hash of what the cookie holds. It is no credential:
   * a turn may keep it, so that work for the user goes on after a restart.
   */
  readonly sessionId: string;
  readonly user: SignedInUser;
}

declare global {
  // eslint-disable-next-line @typescript-eslint/no-namespace -- the only way to type req.user
  namespace Express {
    // eslint-disable-next-line @typescript-eslint/no-empty-object-type -- passport's name for our user
    interface User extends SignedInUser {}
  }
}

/** What an ID token may say; Microsoft Entra ID's and the embedded provider's have all of it. */
const idTokenClaims = z.looseObject({
  sub: z.string().min(1),
  oid: z.string().min(1).optional(),
  tid: z.string().min(1),
  preferred_username: z.string().min(1).optional(),
  name: z.string().min(1).optional(),
  email: z.string().min(1).optional(),
  roles: z.array(z.string()).optional(),
});

/**
 * The user an ID token names; undefined if it names no tenant. Entra's role values cannot contain
 * spaces, so there `SMART_AGENTS_USER` stands for `SMART AGENTS USER`.
 */
export const userFromIdToken = (claims: unknown): SignedInUser | undefined => {
  const parsed = idTokenClaims.safeParse(claims);
  if (!parsed.success) return undefined;
  const { sub, oid, tid, preferred_username: userName, name, email, roles } = parsed.data;
  return {
    tid,
    oid: oid ?? sub,
    ...(userName === undefined ? {} : { userName }),
    displayName: name ?? userName ?? email ?? sub,
    email: email ?? userName ?? '',
    roles: (roles ?? []).map((role) => role.replaceAll('_', ' ')),
  };
};
