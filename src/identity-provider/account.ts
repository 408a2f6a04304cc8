/** A person who can sign in at the embedded identity provider. Nothing here is secret. */
export interface ProviderAccount {
  /** Object id; the subject of every token. */
  readonly oid: string;
  /** The tenant (customer organisation) the person belongs to. */
  readonly tid: string;
  readonly userName: string;
  readonly displayName: string;
  /** Sign-in name, compared without regard to case. */
  readonly email: string;
  /** App roles, as they appear in the `roles` claim. */
  readonly roles: readonly string[];
  /** What the person does, in words, for the sign-in page; without it the roles are shown. */
  readonly jobTitle?: string;
  /** The organisation's name, for the sign-in page. */
  readonly organisation?: string;
}

/** The accounts, found by what a request knows of them. */
export interface AccountDirectory {
  readonly all: readonly ProviderAccount[];
  byOid(oid: string): ProviderAccount | undefined;
  byEmail(email: string): ProviderAccount | undefined;
}

/** A directory over a fixed list of accounts. */
export const accountDirectory = (accounts: readonly ProviderAccount[]): AccountDirectory => {
  const byOid = new Map(accounts.map((account) => [account.oid, account]));
  const byEmail = new Map(accounts.map((account) => [account.email.toLowerCase(), account]));
  return {
    all: accounts,
    byOid: (oid) => byOid.get(oid),
    byEmail: (email) => byEmail.get(email.trim().toLowerCase()),
  };
};

/** The claims about a person, for ID tokens and userinfo; the provider filters them by scope. */
export const claimsOf = (account: ProviderAccount) => ({
  sub: account.oid,
  oid: account.oid,
  tid: account.tid,
  preferred_username: account.email,
  name: account.displayName,
  email: account.email,
  roles: [...account.roles],
});
