import type { ServiceReach } from '../../contracts/service-principals.ts';
import { mayActForService } from '../../domain/service-principal.ts';
import { AppError, notFound } from '../../kernel/errors.ts';
import { serviceSignIn } from '../identity/index.ts';
import type { ServicePrincipalSetting, TenantSettings } from '../settings/index.ts';
import type { Subject, Subjects } from '../subjects/index.ts';
import type { ToolRegistry } from '../tools/index.ts';
import { delegableAgents } from './delegable-agents.ts';
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
  readonly companiesUnder: (signIn: string) => Promise<readonly { readonly id: string; readonly name: string }[]>;
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

/** A service that somebody may give for, the box of its own key, and as what the ERP is asked then. */
interface GivingService {
  readonly service: ServicePrincipalSetting;
  readonly subject: Subject;
  readonly signIn: string;
}

const givingService = async (
  { subjects }: GiverParts,
  by: Delegator,
  asked: { settings: TenantSettings; id: string },
): Promise<GivingService | null> => {
  const service = [...asked.settings.services.values()].find(({ id }) => id === asked.id);
  if (service?.state !== 'active') return null;
  if (!mayActForService(service.owner.subjectId, { subjectId: by.subject.id, isAdmin: by.isAdmin })) return null;
  const box = await subjects.box(service.subjectId);
  return box && { service, subject: { id: service.subjectId, box }, signIn: serviceSignIn(service.id) };
};

const companiesOfService = (parts: GiverParts, { signIn }: GivingService): ReturnType<GiverParts['companiesUnder']> =>
  parts.companiesUnder(signIn).catch((thrown: unknown) => {
    throw thrown instanceof AppError && thrown.code === 'unauthenticated' ? noToken(thrown) : thrown;
  });

const idsOf = (companies: readonly { readonly id: string }[]): ReadonlySet<string> => new Set(companies.map(({ id }) => id));

/** The giver somebody wants to be. Throws `unprocessable` for a service that is not hers, or not active, and `forbidden` for one who may give nothing herself. */
export const giverOf = async (
  parts: GiverParts,
  by: Delegator,
  { settings, service: wanted }: { readonly settings: TenantSettings; readonly service: string | undefined },
): Promise<Giver> => {
  if (wanted === undefined) {
    if (!by.isUser)
      throw new AppError('forbidden', 'Your permission sets let you give no authority of your own.', { remedy: 'Give it as a service.' });
    const companies = idsOf(await parts.companiesUnder(by.signIn));
    return { subject: by.subject, oid: by.user.oid, signIn: by.signIn, companies, service: null };
  }
  const giving = await givingService(parts, by, { settings, id: wanted });
  if (giving === null) throw noSuchService();
  return { ...giving, oid: giving.service.owner.oid, companies: idsOf(await companiesOfService(parts, giving)) };
};

/** What one may give for a service: to its owner's agents, in the companies the ERP shows it. Throws `not_found` for one that is not hers, or not active. */
export const serviceReach = async (
  parts: GiverParts & { readonly tools: ToolRegistry },
  by: Delegator,
  { settings, id }: { readonly settings: TenantSettings; readonly id: string },
): Promise<ServiceReach> => {
  const giving = await givingService(parts, by, { settings, id });
  if (giving === null) throw notFound('service');
  const companies = await companiesOfService(parts, giving);
  return {
    agents: [...delegableAgents(settings, giving.service.owner.oid, parts.tools)],
    companies: companies.map(({ id: company, name }) => ({ id: company, name })),
  };
};
