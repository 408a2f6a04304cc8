import type { Decision } from '../envelope.ts';
import { textOf } from '../json-row.ts';
import type { KnownRecords } from '../memory/known-records.ts';
import { isKnownTool, toolFacts } from '../tool-catalog.ts';
import type { DoneCall } from '../transcript.ts';
import { asText } from './format.ts';
import { commentOn, committed, explainCall } from './outcome.ts';

/** What the proposal was about, from the call that made it: `the email draft for Name (C-1)`. */
const matterOf = (decision: Decision, calls: readonly DoneCall[], known: KnownRecords): string => {
  const call = calls.find(({ result }) => decision.approvalId !== '' && result.approvalId === decision.approvalId);
  if (decision.tool === 'prepare_contract_renewal' && call !== undefined)
    return `the draft renewal of contract ${asText(textOf(call.args, 'contractNumber'))}`;
  if (decision.tool === 'submit_contract_renewal' && call !== undefined)
    return `the submission of renewal ${asText(textOf(call.args, 'renewalNumber'))}`;
  if (decision.tool === 'release_purchase_order' && call !== undefined)
    return `the release of purchase order ${asText(textOf(call.args, 'orderNumber'))}`;
  const number = call === undefined ? '' : textOf(call.args, 'customerNumber') || textOf(call.args, 'vendorNumber');
  if (number === '') return '';
  const name = known.nameOf(number);
  const who = name === '' ? asText(number) : `${asText(name)} (${asText(number)})`;
  return decision.tool === 'draft_email'
    ? `the email draft for ${who}`
    : decision.tool === 'create_purchase_order_draft'
      ? `the draft purchase order for ${who}`
      : '';
};

/** What became of every write proposed so far, a bullet each. */
export const recapAnswer = (calls: readonly DoneCall[], known: KnownRecords): string =>
  calls
    .filter(({ tool }) => isKnownTool(tool) && toolFacts(tool).list === '')
    .map((call) =>
      call.result.status === 'committed'
        ? `- ${committed(call.tool, call.result)}`
        : `- ${explainCall(call, known.nameOf(textOf(call.args, 'customerNumber') || textOf(call.args, 'vendorNumber')))}`,
    )
    .join('\n');

/** Comments on what became of earlier proposals, a sentence or two each. */
export const decisionAnswer = (decisions: readonly Decision[], calls: readonly DoneCall[], known: KnownRecords): string =>
  decisions.map((decision) => commentOn(decision, matterOf(decision, calls, known))).join('\n\n');
