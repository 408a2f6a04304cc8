import type { ApprovalSetupFacts, ApprovalSetupLine } from '../../domain/approval-setup.ts';
import { ErpError, odata, type ErpReader, type ErpRecord } from '../tools/index.ts';

/** Names a person of a tenant by her e-mail address; null for an address that nobody has here, or more than one person. */
export type SubjectByEmail = (email: string) => string | null;

/** Finds the people of a tenant by their e-mail addresses. */
export type PeopleByEmail = (tenantId: string) => Promise<SubjectByEmail>;

/** No chain of approvers is followed further. */
const longestChain = 20;

const fields = [
  ...['id', 'userId', 'email', 'approverId', 'substitute'],
  ...['purchaseAmountApprovalLimit', 'unlimitedPurchaseApproval', 'salesAmountApprovalLimit', 'unlimitedSalesApproval'],
  ...['requestApprovalAmountLimit', 'unlimitedRequestApprovalAmount'],
];

const text = (line: ErpRecord, field: string): string => {
  const value = line[field];
  return typeof value === 'string' ? value.trim() : '';
};

/** What is no decimal is no authority. */
const limit = (line: ErpRecord, field: string, unlimited: string): string | null => {
  if (line[unlimited] === true) return null;
  const value = text(line, field);
  return /^\d+(?:\.\d+)?$/.test(value) ? value : '0';
};

/** The lines of the ERP's approval user setup, one by one. */
class SetupLines {
  constructor(private readonly erp: ErpReader) {}

  /** The one line with this e-mail address; undefined where there is none, or may be another. */
  async byEmail(email: string): Promise<ErpRecord | undefined> {
    if (email === '') return undefined;
    const { records, truncated } = await this.erp.list('approvalUserSetups', { filter: odata.contains('email', email), select: fields });
    const [line, ...others] = records.filter((one) => text(one, 'email').toLowerCase() === email.toLowerCase());
    return truncated || others.length > 0 ? undefined : line;
  }

  async byUser(userId: string): Promise<ErpRecord | undefined> {
    if (userId === '') return undefined;
    return (await this.erp.list('approvalUserSetups', { filter: odata.equals('userId', userId), select: fields, top: 1 })).records[0];
  }
}

const setupLine = (line: ErpRecord, substitute: ErpRecord | undefined, subjectOf: SubjectByEmail): ApprovalSetupLine => ({
  subjectId: subjectOf(text(line, 'email')),
  substituteSubjectId: substitute === undefined ? null : subjectOf(text(substitute, 'email')),
  isOwnApprover: text(line, 'userId') !== '' && text(line, 'userId') === text(line, 'approverId'),
  limits: {
    purchase: limit(line, 'purchaseAmountApprovalLimit', 'unlimitedPurchaseApproval'),
    sales: limit(line, 'salesAmountApprovalLimit', 'unlimitedSalesApproval'),
    request: limit(line, 'requestApprovalAmountLimit', 'unlimitedRequestApprovalAmount'),
  },
  etag: text(line, '@odata.etag') || null,
});

const chainFrom = async (own: ErpRecord | undefined, lines: SetupLines, subjectOf: SubjectByEmail): Promise<readonly ApprovalSetupLine[]> => {
  const chain: ApprovalSetupLine[] = [];
  const passed = new Set<string>();
  for (let at = own; at !== undefined && chain.length < longestChain; at = await lines.byUser(text(at, 'approverId'))) {
    if (passed.has(text(at, 'userId'))) break;
    passed.add(text(at, 'userId'));
    chain.push(setupLine(at, await lines.byUser(text(at, 'substitute')), subjectOf));
  }
  return chain;
};

const currencyOf = async (erp: ErpReader): Promise<string | null> => {
  const [company] = (await erp.list('companyInformation', { select: ['id', 'currencyCode'], top: 1 })).records;
  return (company && text(company, 'currencyCode')) || null;
};

/**
 * The ERP's approval user setup as far as it concerns a person: her own line and the chain of her approvers, read with the
 * rights of the user whose authority is used. The setup names people by their ids in the ERP; who they are here is told by
 * their lines' e-mail addresses. An ERP without such a page, and one that lets her not read it, is an answer too.
 */
export const readApprovalSetup = async (
  erp: ErpReader,
  person: { readonly email: string },
  subjectOf: SubjectByEmail,
): Promise<ApprovalSetupFacts> => {
  const lines = new SetupLines(erp);
  try {
    const own = await lines.byEmail(person.email.trim());
    return { state: 'read', currency: await currencyOf(erp), chain: await chainFrom(own, lines, subjectOf) };
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    if (error.kind === 'denied') return { state: 'denied', currency: null, chain: [] };
    if (error.kind === 'not_found' || error.kind === 'invalid') return { state: 'absent', currency: null, chain: [] };
    throw error;
  }
};
