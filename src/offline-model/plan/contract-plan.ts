import { rowsOf, textOf } from '../json-row.ts';
import { contractCard, contractList, vendorRemark } from '../render/contract-answer.ts';
import { asText } from '../render/format.ts';
import { caveats, committed, explainCall } from '../render/outcome.ts';
import type { ContractGoal } from '../understand/goal.ts';
import type { ToolCall } from '../toolbox.ts';
import type { DoneCall } from '../transcript.ts';
import { lookUp } from './look-up.ts';
import { cannotAnswer } from './plain-answers.ts';
import { callOf, doneCall, say } from './scene.ts';
import type { Scene, Step } from './scene.ts';

/** The result of a call: what came back, or the step that comes before it can be told. */
const made = (scene: Scene, call: ToolCall): DoneCall | Step => doneCall(scene, call) ?? { kind: 'calls', calls: [call] };
const isStep = (one: DoneCall | Step): one is Step => 'kind' in one;

const offerRenewal = (scene: Scene, contract: string): string =>
  contract !== '' && scene.tools.has('prepare_contract_renewal')
    ? `To have a renewal prepared, say for example "prepare a renewal of contract ${asText(contract)}".`
    : '';

const find = (scene: Scene, goal: ContractGoal): Step => {
  const vendor = goal.vendor === undefined ? undefined : lookUp(scene, goal.vendor);
  if (vendor?.kind === 'step') return vendor.step;
  const call = callOf(scene, 'find_contracts_near_renewal', {
    vendorNumber: vendor?.party.number,
    category: goal.category,
    daysAhead: goal.daysAhead,
  });
  if (call === undefined) return cannotAnswer(scene, 'looking up contracts');
  const done = made(scene, call);
  if (isStep(done)) return done;
  if (done.result.status !== 'ok') return say(explainCall(done));
  const rows = rowsOf(done.result.data, 'contracts');
  const open = rows.find((row) => row['isRenewalDue'] === true && textOf(row, 'draftRenewal') === '');
  return say(contractList(done.result.data), offerRenewal(scene, textOf(open ?? {}, 'number')), caveats([done.result]));
};

const whichContract = (what: string): Step => say(`A contract's number works best, such as one from the list of contracts near renewal. ${what}`);

const read = (scene: Scene, goal: ContractGoal): Step => {
  if (!scene.tools.has('read_contract')) return cannotAnswer(scene, 'looking up contracts');
  if (goal.contract === undefined) return whichContract('A renewal is shown with its contract. Which contract is it?');
  const call = callOf(scene, 'read_contract', { contractNumber: goal.contract });
  if (call === undefined) return cannotAnswer(scene, 'looking up contracts');
  const done = made(scene, call);
  if (isStep(done)) return done;
  if (done.result.status !== 'ok') return say(explainCall(done));
  return say(contractCard(done.result.data, goal.contract), caveats([done.result]));
};

/** The contract is looked at before its renewal is prepared, where the agent has the tool for it. */
const lookFirst = (scene: Scene, contract: string): { readonly step?: Step; readonly remark: string } => {
  const call = callOf(scene, 'read_contract', { contractNumber: contract });
  if (call === undefined) return { remark: '' };
  const done = made(scene, call);
  if (isStep(done)) return { step: done, remark: '' };
  if (done.result.status !== 'ok') return { step: say(explainCall(done)), remark: '' };
  const [row] = rowsOf(done.result.data, 'contracts');
  return row === undefined ? { step: say(contractCard(done.result.data, contract)), remark: '' } : { remark: vendorRemark(row) };
};

const prepare = (scene: Scene, goal: ContractGoal): Step => {
  if (!scene.tools.has('prepare_contract_renewal')) return cannotAnswer(scene, 'renewing contracts');
  if (goal.contract === undefined) return whichContract('Which contract shall I prepare a renewal of?');
  const { step, remark } = lookFirst(scene, goal.contract);
  if (step !== undefined) return step;
  const call = callOf(scene, 'prepare_contract_renewal', {
    contractNumber: goal.contract,
    proposedAnnualValue: goal.value,
    termMonths: goal.months,
    reason: goal.reason,
  });
  if (call === undefined) return cannotAnswer(scene, 'renewing contracts');
  const done = made(scene, call);
  if (isStep(done)) return done;
  const told = done.result.status === 'committed' ? committed(done.tool, done.result) : explainCall(done);
  return say(told, remark);
};

/** The number of the draft that a contract has, where only the contract was named. */
const draftOf = (scene: Scene, contract: string): string | Step => {
  const call = callOf(scene, 'read_contract', { contractNumber: contract });
  if (call === undefined) return '';
  const done = made(scene, call);
  if (isStep(done)) return done;
  if (done.result.status !== 'ok') return say(explainCall(done));
  const draft = rowsOf(done.result.data, 'renewals').find((row) => textOf(row, 'status') === 'Draft');
  return draft === undefined
    ? say(`I found no draft renewal of contract ${asText(contract)}, so there is nothing to submit.`)
    : textOf(draft, 'number');
};

const submit = (scene: Scene, goal: ContractGoal): Step => {
  if (!scene.tools.has('submit_contract_renewal')) return cannotAnswer(scene, 'submitting renewals');
  const renewal = goal.renewal ?? (goal.contract === undefined ? '' : draftOf(scene, goal.contract));
  if (typeof renewal !== 'string') return renewal;
  if (renewal === '') return say('A renewal is submitted by its own number. Which renewal shall I submit?');
  const call = callOf(scene, 'submit_contract_renewal', { renewalNumber: renewal });
  if (call === undefined) return cannotAnswer(scene, 'submitting renewals');
  const done = made(scene, call);
  if (isStep(done)) return done;
  return say(done.result.status === 'committed' ? committed(done.tool, done.result) : explainCall(done));
};

const plans = { find, read, prepare, submit } as const;

/** Plans what is asked about contracts: a list, one with its vendor, a draft renewal after a look at its contract, or its submission. */
export const planContract = (goal: ContractGoal, scene: Scene): Step => plans[goal.deed](scene, goal);
