export { bumpRevision, Settings } from './settings.ts';
export type {
  AgentConfiguration,
  AgentSetting,
  AgentVersion,
  BusinessUnitSetting,
  ConditionSetting,
  ServicePrincipalSetting,
  TenantSettings,
  ToolLinkSetting,
  ToolSetting,
} from './tenant-settings.ts';
