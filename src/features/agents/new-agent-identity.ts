import { clientAuthentications, type CreateAgent } from '../../contracts/admin.ts';
import { AppError, type FieldProblem } from '../../kernel/errors.ts';
import type { Actor } from '../change-log/index.ts';
import type { BusinessUnitSetting } from '../settings/index.ts';
import { assistant, type NewAgent } from './agent-rows.ts';
import type { Directory } from './people.ts';

/** Who a new agent is: what kind, through which software it acts, where it belongs, who looks after it and who answers for it. */
export type NewAgentIdentity = Pick<
  NewAgent,
  'kind' | 'clientApplication' | 'authenticationMethod' | 'businessUnitId' | 'ownerSubjectId' | 'sponsorSubjectId'
>;

const problems = (
  wanted: CreateAgent,
  known: { readonly people: Directory; readonly units: ReadonlyMap<string, BusinessUnitSetting> },
): readonly FieldProblem[] => {
  const isExternal = wanted.kind === 'external';
  const own = ['clientApplication', 'authenticationMethod'] as const;
  const isWrong = (field: (typeof own)[number]): boolean =>
    isExternal ? field === 'clientApplication' && wanted[field] === undefined : wanted[field] !== undefined;
  const message = isExternal
    ? 'An external agent has to name this.'
    : 'An assistant is reached through the panel; only an external agent has this of its own.';
  return [
    ...own.filter(isWrong).map((field) => ({ field, message })),
    ...(wanted.sponsorOid === undefined || known.people.oids.has(wanted.sponsorOid)
      ? []
      : [{ field: 'sponsorOid', message: 'Nobody with this id is known in your organisation.', isUnknownId: true as const }]),
    ...(wanted.businessUnitId === undefined || known.units.has(wanted.businessUnitId)
      ? []
      : [{ field: 'businessUnitId', message: 'There is no such business unit.', isUnknownId: true as const }]),
  ];
};

/** The identity that was asked for; whoever registers an agent owns it, and answers for it where nobody else is named. Throws `unprocessable`. */
export const newAgentIdentity = (
  actor: Actor,
  wanted: CreateAgent,
  known: { readonly people: Directory; readonly units: ReadonlyMap<string, BusinessUnitSetting> },
): NewAgentIdentity => {
  const fields = problems(wanted, known);
  if (fields.length > 0)
    throw new AppError('unprocessable', fields[0]?.message ?? '', { fields, remedy: 'Correct the fields named and send it again.' });
  const usual = wanted.kind === 'external' ? clientAuthentications[0] : assistant.authenticationMethod;
  const { clientApplication = assistant.clientApplication, authenticationMethod = usual } = wanted;
  return {
    ...{ kind: wanted.kind, clientApplication, authenticationMethod },
    businessUnitId: wanted.businessUnitId ?? null,
    ownerSubjectId: actor.subject.id,
    sponsorSubjectId: wanted.sponsorOid === undefined ? actor.subject.id : known.people.subjectOf(wanted.sponsorOid),
  };
};
