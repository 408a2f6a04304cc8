import type { Addressee, Addressees } from '../addressee.ts';
import { rowsOf, textOf } from '../json-row.ts';
import type { Row } from '../json-row.ts';
import type { DoneCall } from '../transcript.ts';
import type { CorrespondGoal } from '../understand/goal.ts';
import { arrange } from '../render/arrange.ts';
import { caveats, explainCall } from '../render/outcome.ts';
import { lookUpAll } from './look-up.ts';
import { cannotAnswer } from './plain-answers.ts';
import { callOf, doneCall, say, wholeList } from './scene.ts';
import type { Scene, Step } from './scene.ts';

const addresseeOf = (row: Row): Addressee => ({
  number: textOf(row, 'number'),
  name: textOf(row, 'displayName'),
  email: textOf(row, 'email'),
  overdue: textOf(row, 'overdueAmount'),
});

const customersIn = (calls: readonly DoneCall[], goal: CorrespondGoal): readonly Addressee[] => {
  const list = calls.findLast(
    (call) =>
      call.tool === 'read_customer' &&
      call.result.status === 'ok' &&
      textOf(call.args, 'search') === '' &&
      textOf(call.args, 'customerNumber') === '',
  );
  const rows = list === undefined ? [] : arrange('read_customer', list.result.data, goal).rows;
  return rows.map(addresseeOf).filter(({ number }) => number !== '');
};

/** Whether an earlier request has already dealt with a customer. */
const isServed = (calls: readonly DoneCall[], goal: CorrespondGoal, number: string): boolean =>
  calls.some((call) => call.tool === (goal.format ? 'format_statement' : 'draft_email') && textOf(call.args, 'customerNumber') === number);

const split = (all: readonly Addressee[], cap: number, note = ''): Addressees => ({ now: all.slice(0, cap), later: all.slice(cap), note });

const fromList = (scene: Scene, goal: CorrespondGoal): Addressees | Step => {
  const call = callOf(scene, 'read_customer', { ...(goal.who === 'overdue' ? { overdueOnly: true } : {}), limit: wholeList });
  if (call === undefined) return cannotAnswer(scene, 'listing customers');
  const done = doneCall(scene, call);
  if (done === undefined) return { kind: 'calls', calls: [call] };
  if (done.result.status !== 'ok') return say(explainCall(done));
  const rows = arrange('read_customer', done.result.data, goal).rows.filter(
    (row) => textOf(row, 'number') !== '' && (goal.who !== 'overdue' || Number(textOf(row, 'overdueAmount') || '1') > 0),
  );
  const note = caveats([done.result]);
  return rows.length === 0
    ? say(
        goal.who === 'overdue' ? 'No customer you can see is overdue, so there is nothing to prepare.' : 'There are no customers you can see.',
        note,
      )
    : split(rows.map(addresseeOf), goal.cap, note);
};

const continued = (scene: Scene, goal: CorrespondGoal): Addressees | Step => {
  const { calls } = scene.memory;
  const rest = customersIn(calls, goal).filter(({ number }) => !isServed(calls, goal, number));
  return rest.length === 0 ? say('That was everyone on the list; nobody is left.') : split(rest, goal.cap);
};

const fromParties = (scene: Scene, goal: CorrespondGoal, parties: Extract<CorrespondGoal['who'], readonly unknown[]>): Addressees | Step => {
  const { found, step } = lookUpAll(scene, parties);
  if (step !== undefined) return step;
  const rows = [...scene.memory.calls, ...scene.turn.calls]
    .filter(({ tool }) => tool === 'read_customer')
    .flatMap(({ result }) => rowsOf(result.data, 'customers'));
  return split(
    found.map(({ number, name }) => {
      const row = rows.findLast((candidate) => textOf(candidate, 'number') === number);
      return row === undefined ? { number, name: name ?? scene.memory.known.nameOf(number), overdue: '' } : addresseeOf(row);
    }),
    goal.cap,
  );
};

/** Finds out whom a correspondence is for: the step that is needed first, or the people. */
export const findAddressees = (scene: Scene, goal: CorrespondGoal): Addressees | Step => {
  if (goal.continues) return typeof goal.who === 'string' ? continued(scene, goal) : say('That was everyone; nobody is left.');
  if (goal.who === 'nobody') return say('A number or a name will do, or "all overdue customers". For which customer?');
  return typeof goal.who === 'string' ? fromList(scene, goal) : fromParties(scene, goal, goal.who);
};

/** Whether the people are known. */
export const areFound = (found: Addressees | Step): found is Addressees => 'now' in found;
