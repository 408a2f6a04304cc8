export type { ChatParts } from './chat-parts.ts';
export type { SignIns } from './chat-parts.ts';
export { ChatService, type Caller } from './chat-service.ts';
export { Deciding } from './deciding.ts';
export { ModelError, type ChatMessage, type ModelAnswer, type ModelPort, type ModelRequest, type ModelToolCall } from './model-port.ts';
export { Recovery } from './recovery.ts';
export type { PanelChannel } from './session-runtime.ts';
export { ProposalDocuments } from './proposal-documents.ts';
export { chatRoutes, type ChatRouteParts } from './routes.ts';
