import { rememberedCsrfToken } from '../api/http.ts';
import { connectToChat, type ChatSocket } from './chat-socket.ts';

let socket: ChatSocket | undefined;

/** The page's one connection to the chat, made when it is first needed. */
export const ownSocket = (): ChatSocket => (socket ??= connectToChat(rememberedCsrfToken));
