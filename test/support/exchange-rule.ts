/** A message of a chat request, as far as the rule looks at it. */
interface Message {
  readonly role: string;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly { readonly id: string }[];
}

/**
 * What a chat completions service answers 400 to: tool calls of an assistant message that are not all answered by the
 * tool messages right behind it, or a tool message that answers none. Null where the exchange is whole.
 */
export const brokenExchange = (messages: readonly Message[]): string | null => {
  let open: readonly string[] = [];
  for (const message of messages) {
    if (message.role === 'tool') {
      if (!open.includes(message.tool_call_id ?? '')) return `a tool message answers no call: ${message.tool_call_id ?? ''}`;
      open = open.filter((id) => id !== message.tool_call_id);
      continue;
    }
    if (open.length > 0) return `tool calls without an answer: ${open.join(', ')}`;
    open = message.tool_calls?.map(({ id }) => id) ?? [];
  }
  return open.length > 0 ? `tool calls without an answer: ${open.join(', ')}` : null;
};
