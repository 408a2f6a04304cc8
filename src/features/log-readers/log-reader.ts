/** Who reads the log: a person who is signed in, or a service client that was let in by its token. */
export interface LogReader {
  readonly kind: 'person' | 'client';
  readonly tenantId: string;
  /** The person's subject, or the log reader. */
  readonly id: string;
}
