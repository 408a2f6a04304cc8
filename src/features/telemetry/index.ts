export * as measures from './measures.ts';
export { chatSpan, endAttributes, executeToolSpan, invokeAgentSpan, unknownTool, type ActingAgent } from './spans.ts';
