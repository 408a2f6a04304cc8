import type { Addressee, Outcome } from '../addressee.ts';
import { textOf } from '../json-row.ts';
import { correspondenceAnswer } from '../render/correspondence-answer.ts';
import type { ToolCall } from '../toolbox.ts';
import type { CorrespondGoal } from '../understand/goal.ts';
import { areFound, findAddressees } from './addressees.ts';
import { emailWording } from './email-wording.ts';
import { callOf, doneCall, say } from './scene.ts';
import type { Scene, Step } from './scene.ts';

const statementCall = (scene: Scene, goal: CorrespondGoal, { number }: Addressee): ToolCall | undefined =>
  goal.format
    ? callOf(scene, 'format_statement', { customerNumber: number, ...(goal.asOf === undefined ? {} : { asOfDate: goal.asOf }) })
    : undefined;

const emailCall = (scene: Scene, goal: CorrespondGoal, outcome: Outcome): ToolCall | undefined => {
  const statement = outcome.statement?.result;
  return callOf(scene, 'draft_email', {
    customerNumber: outcome.addressee.number,
    ...emailWording(goal, statement?.status === 'ok' ? statement.data : undefined),
    ...(goal.attach ? {} : { attachStatement: false }),
    ...(goal.asOf === undefined ? {} : { asOfDate: goal.asOf }),
  });
};

const withStatement = (scene: Scene, goal: CorrespondGoal, addressee: Addressee): Outcome => {
  const call = statementCall(scene, goal, addressee);
  const done = call === undefined ? undefined : doneCall(scene, call);
  if (done === undefined) return { addressee };
  const { data, status } = done.result;
  const name = addressee.name || textOf(data, 'customerName');
  const email = status === 'ok' && typeof data['email'] === 'string' ? data['email'] : addressee.email;
  return { addressee: { ...addressee, name, ...(email === undefined ? {} : { email }) }, statement: done };
};

/** An email makes sense when its statement could be made and an address is known or may exist. */
const canBeMailed = ({ addressee, statement }: Outcome): boolean =>
  addressee.email !== '' && (statement === undefined || statement.result.status === 'ok');

const missing = (scene: Scene, calls: readonly (ToolCall | undefined)[]): readonly ToolCall[] =>
  calls.filter((call): call is ToolCall => call !== undefined && doneCall(scene, call) === undefined);

/** Plans statements and emails: who it is for, then all statements together, then all drafts together, then the summary. */
export const planCorrespondence = (goal: CorrespondGoal, scene: Scene): Step => {
  const people = findAddressees(scene, goal);
  if (!areFound(people)) return people;
  const statements = missing(
    scene,
    people.now.map((addressee) => statementCall(scene, goal, addressee)),
  );
  if (statements.length > 0) return { kind: 'calls', calls: statements };
  const outcomes = people.now.map((addressee) => withStatement(scene, goal, addressee));
  if (!goal.email) return say(correspondenceAnswer(goal, outcomes, people));
  const emails = missing(
    scene,
    outcomes.filter(canBeMailed).map((outcome) => emailCall(scene, goal, outcome)),
  );
  if (emails.length > 0) return { kind: 'calls', calls: emails };
  const told = outcomes.map((outcome) => {
    const call = canBeMailed(outcome) ? emailCall(scene, goal, outcome) : undefined;
    const email = call === undefined ? undefined : doneCall(scene, call);
    return email === undefined ? outcome : { ...outcome, email };
  });
  return say(correspondenceAnswer(goal, told, people));
};
