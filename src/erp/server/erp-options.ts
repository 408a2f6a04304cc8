/** A person the ERP knows, by object id at the identity provider. */
export interface EmbeddedErpUser {
  readonly oid: string;
  readonly userName: string;
  readonly displayName: string;
  readonly email: string;
  /** One of the demo roles: ar-clerk, buyer, ap-clerk, finance-manager, sales-rep, agents-admin, auditor, owner. */
  readonly erpRole: string;
}

/** A tenant with a database of its own. */
export interface EmbeddedErpTenant {
  /** The claim `tid` of its users' tokens, a GUID. */
  readonly tid: string;
  /** Which demo data a new database gets. */
  readonly demo: 'full' | 'small';
  readonly users: readonly EmbeddedErpUser[];
}

/** How to run the embedded ERP. Plain data: it crosses into a worker thread. */
export interface EmbeddedErpOptions {
  /** Folder of the databases, `erp-<tid>.sqlite` each; made if missing. */
  readonly dataDir: string;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** 0, the default, takes any free port. */
  readonly port?: number;
  /** Issuer of access tokens; its keys are fetched when the first token comes. */
  readonly issuer: string;
  /** Audience that access tokens must have. */
  readonly audience: string;
  /** Where the issuer's keys are; found by discovery if left out. */
  readonly jwksUri?: string;
  readonly tenants: readonly EmbeddedErpTenant[];
  /** The last day of new demo data and its companies' work date, `YYYY-MM-DD`. */
  readonly anchorDate: string;
  /** pino level; default `warn`. */
  readonly logLevel?: string;
}

/** What the worker says to whoever started it. */
export type WorkerMessage = { readonly kind: 'ready'; readonly port: number } | { readonly kind: 'failed'; readonly message: string };
