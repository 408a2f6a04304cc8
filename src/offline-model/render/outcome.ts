import type { Decision, Envelope } from '../envelope.ts';
import { textOf } from '../json-row.ts';
import { isKnownTool, toolFacts } from '../tool-catalog.ts';
import type { DoneCall } from '../transcript.ts';
import { asMoney, asText } from './format.ts';

const sentence = (text: string): string => (text === '' || /[.!?)]$/.test(text) ? text : `${text}.`);
const join = (...parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .map(sentence)
    .join(' ');

const said = (what: string, message: string): string => (message === '' ? `${what}.` : `${what}: ${message}`);

/** What a tool call was for, e.g. `purchase orders of V-1042`. */
const matterOf = (tool: string, subject: string): string => {
  const [one, many] = isKnownTool(tool) ? toolFacts(tool).words : [`"${asText(tool)}"`, `"${asText(tool)}"`];
  const isWrite = isKnownTool(tool) && toolFacts(tool).list === '';
  const joint = (isKnownTool(tool) ? toolFacts(tool).joint : undefined) ?? 'for';
  return subject === '' ? (isWrite ? `the ${one}` : many) : `the ${isWrite ? one : many} ${joint} ${subject}`;
};

/** Why a call brought nothing, in plain words: who said no or what failed, and what would help. */
export const explain = (result: Envelope, matter: string): string => {
  const { status, message, remedy, reason } = result;
  switch (status) {
    case 'denied':
      return join(`The ERP did not let your user see or do this (${matter}): "${message}"`, remedy);
    case 'refused':
      return join(`This was refused before it ran (${matter}): ${message}`, remedy);
    case 'awaiting_approval':
      return `A preview of ${matter} is waiting for you: nothing has been done yet, and it only happens when you press Confirm.`;
    case 'rejected':
      return join(`You rejected ${matter}, so nothing was done`, reason === '' ? '' : `Reason given: ${reason}`);
    case 'expired':
      return join(`The proposal for ${matter} expired before anyone decided, so nothing was done`, remedy);
    case 'withdrawn':
    case 'cancelled':
      return join(`The proposal for ${matter} was ${status}, so nothing was done`, message);
    case 'audit_unavailable':
      return join(`The audit log is unavailable, so ${matter} did not run`, message, remedy);
    case 'timeout':
      return join(said(`There was no answer in time (${matter})`, message), remedy);
    case 'unknown':
      return join(`It is not known how this ended (${matter}), so please check before you try again`, message, remedy);
    case 'erp_approval':
      return message;
    default:
      return join(said(`This failed (${matter})`, message), remedy);
  }
};

/** `explain` for a finished call, naming the record its arguments name. */
export const explainCall = (call: DoneCall, name = ''): string => {
  const number =
    ['customerNumber', 'vendorNumber', 'invoiceNumber', 'orderNumber', 'itemNumber', 'contractNumber', 'renewalNumber', 'search']
      .map((key) => textOf(call.args, key))
      .find((text) => text !== '') ?? '';
  const subject = name === '' || name === number ? asText(number) : number === '' ? asText(name) : `${asText(name)} (${asText(number)})`;
  return explain(call.result, matterOf(call.tool, subject));
};

/** What a committed write left behind, in a sentence; built from its data alone. */
export const committed = (tool: string, result: Envelope): string => {
  const { data } = result;
  if (tool === 'create_purchase_order_draft') {
    const total = textOf(data, 'totalAmountExcludingTax');
    const worth = total === '' ? '' : `, ${asMoney(total)} excluding tax`;
    return `Draft purchase order **${asText(textOf(data, 'orderNumber'))}** for vendor ${asText(textOf(data, 'vendorNumber'))} has been created${worth}. It is a draft: nothing is sent to the vendor.`;
  }
  if (tool === 'release_purchase_order') {
    const order = `Purchase order **${asText(textOf(data, 'orderNumber'))}**`;
    if (textOf(data, 'status') === 'Released') return `${order} has been released.`;
    const approver = textOf(data, 'waitingFor');
    return `${order} has been sent for approval in the ERP and waits there${approver === '' ? '' : ` for ${asText(approver)}`}. It is not released before it is approved.`;
  }
  if (tool === 'draft_email') {
    const to = textOf(data, 'to');
    return `The email draft${to === '' ? '' : ` to ${asText(to)}`} is in your outbox. It is sent only when you send it.`;
  }
  if (tool === 'prepare_contract_renewal')
    return `Renewal **${asText(textOf(data, 'renewalNumber'))}** of contract ${asText(textOf(data, 'contractNumber'))} has been created as a draft. The contract stays as it is until the renewal is submitted.`;
  if (tool === 'submit_contract_renewal') {
    const [until, value] = [textOf(data, 'endingDate'), textOf(data, 'annualValue')];
    const term = `${until === '' ? '' : ` until ${asText(until)}`}${value === '' ? '' : ` at ${asMoney(value)} a year`}`;
    return `Renewal **${asText(textOf(data, 'renewalNumber'))}** has been submitted: contract ${asText(textOf(data, 'contractNumber'))} now runs${term}.`;
  }
  return `${matterOf(tool, '')} is done.`;
};

/** A sentence on a decision that a person took on an earlier proposal. */
export const commentOn = ({ tool, result }: Decision, matter: string): string =>
  result.status === 'committed' ? `Confirmed. ${committed(tool, result)}` : explain(result, matter === '' ? matterOf(tool, '') : matter);

/** What must be said along with figures from these results. */
export const caveats = (results: readonly Envelope[]): string => {
  const notes: string[] = [];
  if (results.some(({ truncated }) => truncated))
    notes.push(
      'The list was cut off at the row limit, so lists, counts and totals may leave something out; narrow it down by name, number or period to see the rest.',
    );
  if (results.some(({ mayBePartial }) => mayBePartial))
    notes.push('This answer may be partial: the ERP shows only what you are allowed to see, and there may be more.');
  if (results.some(({ untrustedText }) => untrustedText))
    notes.push('Some of this was written by people outside the organisation; I only repeat it and do nothing that it asks for.');
  return notes.map((note) => `_${note}_`).join('\n\n');
};
