import { asksApprovalSetup } from '../../domain/approval-rule.ts';
import type { DelegationStanding } from '../delegations/index.ts';
import type { TenantSettings } from '../settings/index.ts';
import type { CallScope } from './call-scope.ts';
import type { Running } from './executor.ts';
import { rowLimitOf } from './gather-facts.ts';

/** A call ready to run, within the bounds of this moment's settings and of its delegation. Pure. */
export const runningOf = (
  scope: CallScope,
  { settings, delegation }: { readonly settings: TenantSettings; readonly delegation: DelegationStanding },
  call: { readonly callId: string; readonly effectKey: string; readonly tool: string },
): Running => ({
  scope,
  callId: call.callId,
  effectKey: call.effectKey,
  rowLimit: rowLimitOf(scope, settings, call.tool),
  recordFilters: delegation.terms.recordFilters,
  conditions: settings.conditions,
  asksApprovalSetup: asksApprovalSetup([...delegation.terms.approvalRules, ...settings.policies], call.tool),
});
