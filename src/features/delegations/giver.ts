import { mayActForService } from '../../domain/service-principal.ts';
import { AppError } from '../../kernel/errors.ts';
import { serviceSignIn } from '../identity/index.ts';
import type { ServicePrincipalSetting, TenantSettings } from '../settings/index.ts';
import type { Subject, Subjects } from '../subjects/index.ts';
import type { Delegator } from './standing-delegations.ts';

/** Who gives a delegation: a person, or a service for which one acts. */
export interface Giver {
  readonly subject: Subject;
  /** Object id of the person whose list of agents counts. */
  readonly oid: string;
  /** The sign-in under which the ERP is asked. */
  readonly signIn: string;
  /** The companies the ERP shows the giver. */
  readonly companies: ReadonlySet<string>;
  readonly service: ServicePrincipalSetting | null;
}

/** What a giver is looked up in. */
export interface GiverParts {
  readonly subjects: Subjects;
  readonly companiesUnder: (signIn: string) => Promise<readonly { readonly id: string }[]>;
}

const noSuchService = (): AppError =>
  new AppError('unprocessable', 'There is no such service for you.', {
    fields: [{ field: 'service', message: 'Not an active service that you own.', isUnknownId: true }],
    remedy: 'Choose a service that you own and that is active, or give the authority yourself.',
  });

const noToken = (cause: unknown): AppError =>
  new AppError('bad_gateway', 'The identity provider gives this service no token for the ERP.', {
    remedy: 'An admin must check the client application there, and its secret here.',
    cause,
  });

/** The giver somebody wants to be. Throws `unprocessable` for a service that is not hers, or not active, and `forbidden` for one who may give nothing herself. */
export const giverOf = async (
  { subjects, companiesUnder }: GiverParts,
  by: Delegator,
  { settings, service: wanted }: { readonly settings: TenantSettings; readonly service: string | undefined },
): Promise<Giver> => {
  const companiesOf = async (signIn: string): Promise<ReadonlySet<string>> => new Set((await companiesUnder(signIn)).map(({ id }) => id));
  const companiesOfService = (signIn: string): Promise<ReadonlySet<string>> =>
    companiesOf(signIn).catch((thrown: unknown) => {
      throw thrown instanceof AppError && thrown.code === 'unauthenticated' ? noToken(thrown) : thrown;
    });
  if (wanted === undefined) {
    if (!by.isUser)
      throw new AppError('forbidden', 'Your permission sets let you give no authority of your own.', { remedy: 'Give it as a service.' });
    return { subject: by.subject, oid: by.user.oid, signIn: by.signIn, companies: await companiesOf(by.signIn), service: null };
  }
  const service = [...settings.services.values()].find(({ id }) => id === wanted);
  const box = service && (await subjects.box(service.subjectId));
  const isHers = service && mayActForService(service.owner.subjectId, { subjectId: by.subject.id, isAdmin: by.isAdmin });
  if (!service || !box || !isHers || service.state !== 'active') throw noSuchService();
  const signIn = serviceSignIn(service.id);
  return { subject: { id: service.subjectId, box }, oid: service.owner.oid, signIn, companies: await companiesOfService(signIn), service };
};
