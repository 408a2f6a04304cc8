/** A program with an account of its own in the ERP (Business Central's Microsoft Entra application): it gets ERP tokens by client credentials. */
export interface ProviderApplication {
  readonly clientId: string;
  readonly secret: string;
  /** Object id of its account. */
  readonly oid: string;
  readonly tid: string;
  readonly name: string;
}
