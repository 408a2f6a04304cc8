/* MCP, the Model Context Protocol: external agents' tools as its clients know them, over the same gateway as everything else. */
export { mcpRouter } from './mcp-router.ts';
export { OpenCalls } from './open-calls.ts';
export { ToolCalls } from './tool-calls.ts';
export { assertNamesAreFree } from './tool-listing.ts';
