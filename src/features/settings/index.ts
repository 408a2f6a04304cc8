export { bumpRevision, Settings } from './settings.ts';
export type {
  AgentConfiguration,
  AgentSetting,
  AgentVersion,
  BusinessUnitSetting,
  TenantSettings,
  ToolLinkSetting,
  ToolSetting,
} from './tenant-settings.ts';
