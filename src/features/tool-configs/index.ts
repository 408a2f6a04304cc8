/* Tools as a tenant has them, and what a link to a tool may say. */
export { toolLinkProblems, type LinkBounds } from './check-tool-links.ts';
export { linkChanges } from './link-changes.ts';
export { linkOnTheWire } from './tool-config-view.ts';
export { toolConfigRoutes } from './routes.ts';
export { ToolConfigs, type ToolConfigParts } from './tool-configs.ts';
