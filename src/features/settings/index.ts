export { bumpRevision, Settings } from './settings.ts';
export type { AgentConfiguration, AgentSetting, AgentVersion, TenantSettings, ToolLinkSetting, ToolSetting } from './tenant-settings.ts';
