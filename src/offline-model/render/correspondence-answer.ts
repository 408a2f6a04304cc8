import type { Addressee, Addressees, Outcome } from '../addressee.ts';
import { asRow, rowsOf, textOf } from '../json-row.ts';
import type { CorrespondGoal } from '../understand/goal.ts';
import { asMoney, asText, counted, listed } from './format.ts';
import { listing } from './list.ts';
import { caveats, committed, explainCall } from './outcome.ts';

const nameOf = ({ name, number }: Addressee): string => (name === '' ? asText(number) : `${asText(name)} (${asText(number)})`);

const buckets: readonly (readonly [key: string, label: string])[] = [
  ['current', 'not yet due'],
  ['days1to30', '1 to 30 days'],
  ['days31to60', '31 to 60 days'],
  ['days61to90', '61 to 90 days'],
  ['over90', 'over 90 days'],
];

/** One statement in full: its totals by age and its open entries. */
const wholeStatement = ({ addressee, statement }: Outcome): string => {
  if (statement === undefined) return '';
  if (statement.result.status !== 'ok') return explainCall(statement, addressee.name);
  const { data } = statement.result;
  const totals = asRow(data['totals']);
  const currency = textOf(data, 'currencyCode');
  const ages = buckets.filter(([key]) => Number(textOf(totals, key)) !== 0).map(([key, label]) => `- ${label}: ${asMoney(textOf(totals, key))}`);
  const lines = rowsOf(data, 'lines');
  const head = `**Statement for ${nameOf(addressee)}** as of ${textOf(data, 'asOf')}: balance ${asMoney(textOf(totals, 'balance'))}${currency === '' ? '' : ` ${currency}`}, of which ${asMoney(textOf(totals, 'overdue'))} overdue.`;
  return [head, ages.join('\n'), lines.length === 0 ? 'It has no open entries.' : listing('format_statement', lines)]
    .filter((text) => text !== '')
    .join('\n\n');
};

const emailWord = ({ addressee, statement, email }: Outcome): string => {
  if (statement !== undefined && statement.result.status !== 'ok') return 'skipped, no statement';
  if (email === undefined) return addressee.email === '' ? 'skipped, no email address' : 'none';
  const words: Readonly<Record<string, string>> = {
    committed: 'draft in your outbox',
    awaiting_approval: 'waiting for your Confirm',
    rejected: 'rejected by you',
  };
  return words[email.result.status] ?? email.result.status.replaceAll('_', ' ');
};

const statementTable = (goal: CorrespondGoal, outcomes: readonly Outcome[]): string => {
  const lines = outcomes.map((outcome) => {
    const { result } = outcome.statement ?? {};
    const totals = asRow(result?.data['totals']);
    const known = outcome.addressee.overdue === '' ? '' : asMoney(outcome.addressee.overdue);
    const own = result?.status === 'ok' ? [asMoney(textOf(totals, 'balance')), asMoney(textOf(totals, 'overdue'))] : ['', known];
    const figures = goal.format ? own : [known];
    return `| ${[nameOf(outcome.addressee), ...figures, ...(goal.email ? [emailWord(outcome)] : [])].join(' | ')} |`;
  });
  const head = ['Customer', ...(goal.format ? ['Balance'] : []), 'Overdue', ...(goal.email ? ['Email'] : [])];
  const rule = head.map((label) => (label === 'Customer' || label === 'Email' ? '---' : '---:'));
  return [`| ${head.join(' | ')} |`, `| ${rule.join(' | ')} |`, ...lines].join('\n');
};

const withStatus = (outcomes: readonly Outcome[], status: string): readonly Outcome[] =>
  outcomes.filter(({ email }) => email?.result.status === status);
const names = (outcomes: readonly Outcome[]): string => listed(outcomes.map(({ addressee }) => nameOf(addressee)));
const drafts: readonly [string, string] = ['email draft', 'email drafts'];

/** A line per way the drafts ended: confirmed, waiting, rejected, skipped, and everything else with its reason. */
const emailSummary = (outcomes: readonly Outcome[]): string => {
  const [confirmed, waiting, rejected] = ['committed', 'awaiting_approval', 'rejected'].map((status) => withStatus(outcomes, status));
  const noAddress = outcomes.filter(({ addressee, email }) => email === undefined && addressee.email === '');
  const isPlain = (status: string | undefined): boolean => status === undefined || ['committed', 'awaiting_approval', 'rejected'].includes(status);
  const reasons = (rejected ?? []).map(({ email }) => email?.result.reason ?? '').filter((reason) => reason !== '');
  const lines = [
    (confirmed ?? []).length > 0
      ? `- Drafted: ${counted((confirmed ?? []).length, drafts)} in your outbox, for ${names(confirmed ?? [])}. They are sent only when you send them.`
      : '',
    (waiting ?? []).length > 0
      ? `- Waiting for you: ${counted((waiting ?? []).length, drafts)}, for ${names(waiting ?? [])}. Nothing is drafted until you press Confirm.`
      : '',
    (rejected ?? []).length > 0
      ? `- Rejected by you: ${names(rejected ?? [])}. Nothing was drafted there.${reasons.length > 0 ? ` Reason given: ${listed(reasons.map(asText))}.` : ''}`
      : '',
    noAddress.length > 0 ? `- Skipped: ${names(noAddress)}, because there is no email address on the customer card.` : '',
    ...outcomes.flatMap(({ email, addressee }) =>
      email === undefined || isPlain(email.result.status) ? [] : [`- ${explainCall(email, addressee.name)}`],
    ),
  ];
  return lines.filter((line) => line !== '').join('\n');
};

const failedStatements = (outcomes: readonly Outcome[]): string =>
  outcomes
    .flatMap(({ statement, addressee }) =>
      statement === undefined || statement.result.status === 'ok' ? [] : [`- ${explainCall(statement, addressee.name)}`],
    )
    .join('\n');

const leftOver = ({ later }: Addressees): string =>
  later.length === 0
    ? ''
    : `${counted(later.length, ['more customer is', 'more customers are'])} left on the list: ${listed(later.slice(0, 8).map(nameOf))}${later.length > 8 ? ' and others' : ''}. Say "continue" to go on with them.`;

const single = (goal: CorrespondGoal, outcome: Outcome): string => {
  const { email, addressee } = outcome;
  const drafted =
    email === undefined
      ? ''
      : email.result.status === 'committed'
        ? `For ${nameOf(addressee)}: ${committed('draft_email', email.result)}`
        : explainCall(email, addressee.name);
  const skipped =
    goal.email && email === undefined && addressee.email === ''
      ? `There is no email address on the card of ${nameOf(addressee)}, so no email was drafted.`
      : '';
  return [wholeStatement(outcome), drafted, skipped].filter((text) => text !== '').join('\n\n');
};

/** Tells what came of statements and emails: one in full, several as a table with who confirmed, rejected, was skipped or is left. */
export const correspondenceAnswer = (goal: CorrespondGoal, outcomes: readonly Outcome[], people: Addressees): string => {
  const results = outcomes.flatMap(({ statement }) => (statement === undefined ? [] : [statement.result]));
  const note = people.note === '' ? caveats(results) : people.note;
  const [only] = outcomes;
  if (outcomes.length === 1 && only !== undefined && people.later.length === 0)
    return [single(goal, only), note].filter((text) => text !== '').join('\n\n');
  const asOf = textOf(results.find(({ status }) => status === 'ok')?.data ?? {}, 'asOf');
  const head = goal.format
    ? `Statements${asOf === '' ? '' : ` as of ${asOf}`} for ${counted(outcomes.length, ['customer', 'customers'])}:`
    : `Emails to ${counted(outcomes.length, ['customer', 'customers'])}:`;
  return [head, statementTable(goal, outcomes), failedStatements(outcomes), goal.email ? emailSummary(outcomes) : '', leftOver(people), note]
    .filter((text) => text !== '')
    .join('\n\n');
};
