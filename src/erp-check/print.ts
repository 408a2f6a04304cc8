import { alignedRows } from '../kernel/aligned-rows.ts';
import type { CheckReport, RouteFinding, SetFinding, UserReport } from './report.ts';

const headings = ['entity set', 'read', 'rows', 'ms', 'partial', 'offers', 'why'];

const partialText = (mayBePartial: boolean | null): string => (mayBePartial === null ? 'cannot tell' : mayBePartial ? 'maybe' : 'no');

const offers = ({ writes, actions }: SetFinding): string => [...(writes ?? ['?']), ...actions.map((action) => `.${action}`)].join(' ');

const rowOf = (finding: SetFinding): readonly string[] => {
  const { set, reading, rows, millis, mayBePartial, reason } = finding;
  const count = rows === null ? '' : `${rows.count}${rows.more ? '+' : ''}`;
  return [set, reading, count.padStart(6), String(millis).padStart(4), rows === null ? '' : partialText(mayBePartial), offers(finding), reason ?? ''];
};

const routeText = ({ route, problem, sets }: RouteFinding): string =>
  problem === null ? [`  ${route}`, ...alignedRows([headings, ...sets.map(rowOf)]).map((row) => `    ${row}`)].join('\n') : `  ${route}: ${problem}`;

const userText = ({ user, company, problem, routes }: UserReport): string => {
  if (problem !== null) return `━━ ${user}: ${problem.message}\n  ${problem.remedy}`;
  const sets = routes.flatMap((route) => route.sets);
  const readable = sets.filter(({ reading }) => reading === 'yes').length;
  return [`━━ ${user} in ${company ?? ''}: may read ${readable} of ${sets.length} entity sets`, ...routes.map(routeText)].join('\n');
};

/** The report as text for a terminal. */
export const checkText = ({ base, users }: CheckReport): string =>
  [
    `The ERP at ${base}. Nothing was changed; "offers" is what the API offers, whether or not the user may.`,
    '',
    ...users.map((user) => `${userText(user)}\n`),
  ].join('\n');
