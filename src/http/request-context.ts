import type { Logger } from 'pino';
import type { ExternalAgent } from '../features/external-agents/index.ts';
import type { LogReader } from '../features/log-readers/index.ts';
import type { SignedInUser } from '../features/identity/index.ts';
import type { Subject } from '../features/subjects/index.ts';

/** What is known of any request. */
export interface PublicContext {
  /** Correlates the answer with the server's log; also in the `X-Request-Id` header. */
  readonly requestId: string;
  /** A child logger that carries the request id. */
  readonly logger: Logger;
}

/** Who asks: passed to every service call. The tenant comes from the token and from nowhere else. */
export interface RequestContext extends PublicContext {
  readonly user: SignedInUser;
  readonly tenantId: string;
  /** The person as the records know her. */
  readonly subject: Subject;
  /** Names the web session the request is signed in by; no credential. */
  readonly signIn: string;
}

/** A customer's own agent that asks; the tenant comes from its token and from nowhere else. */
export interface AgentContext extends PublicContext {
  readonly externalAgent: ExternalAgent;
}

/** A person or a service client that reads the log; the tenant comes from the session or the token and from nowhere else. */
export interface ReaderContext extends PublicContext {
  readonly reader: LogReader;
}
