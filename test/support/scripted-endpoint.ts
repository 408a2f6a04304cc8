import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';

/** A message of a chat request, as far as scripts look at it. */
export interface EndpointMessage {
  readonly role: string;
  readonly content: string | null;
  readonly tool_call_id?: string;
  readonly tool_calls?: readonly { readonly id: string; readonly function: { readonly name: string; readonly arguments: string } }[];
}

/** The body of a chat request, as far as scripts look at it. */
export interface EndpointRequest {
  readonly messages: readonly EndpointMessage[];
  readonly tools?: readonly { readonly function: { readonly name: string } }[];
}

/** One answer: closing text, or tool calls. Arguments that are a string are sent as they are, broken JSON included. */
export type EndpointAnswer = { readonly text: string } | { readonly calls: readonly (readonly [tool: string, args: unknown])[] };
/** An answer, or what makes one of the request. */
export type EndpointStep = EndpointAnswer | ((request: EndpointRequest) => EndpointAnswer | Promise<EndpointAnswer>);

/** The messages since the last thing the user said. */
const thisTurn = ({ messages }: EndpointRequest): readonly EndpointMessage[] =>
  messages.slice(messages.findLastIndex(({ role }) => role === 'user') + 1);

/** Contents of the tool results in the running turn, in order. */
export const toolResults = (request: EndpointRequest): readonly string[] =>
  thisTurn(request).flatMap(({ role, content }) => (role === 'tool' ? [content ?? ''] : []));

const deltasOf = (answer: EndpointAnswer): readonly object[] =>
  'text' in answer
    ? [{ role: 'assistant', content: answer.text }]
    : answer.calls.map(([name, args], index) => ({
        tool_calls: [
          {
            index,
            id: `call_${crypto.randomUUID()}`,
            type: 'function',
            function: { name, arguments: typeof args === 'string' ? args : JSON.stringify(args) },
          },
        ],
      }));

const chunksOf = (answer: EndpointAnswer): readonly object[] => {
  const chunk = { id: 'chatcmpl-scripted', object: 'chat.completion.chunk', created: 0, model: 'scripted' };
  const choice = (delta: object, finish: string | null): object => ({ ...chunk, choices: [{ index: 0, delta, finish_reason: finish }] });
  return [
    ...deltasOf(answer).map((delta) => choice(delta, null)),
    choice({}, 'text' in answer ? 'stop' : 'tool_calls'),
    { ...chunk, choices: [], usage: { prompt_tokens: 1000, completion_tokens: 100, total_tokens: 1100 } },
  ];
};

/** An OpenAI-compatible address whose model does exactly what the test says, an attacker's wish included. Records every request. */
export class ScriptedEndpoint {
  readonly requests: EndpointRequest[] = [];
  #steps: readonly EndpointStep[] = [];

  private constructor(
    private readonly server: Server,
    readonly baseUrl: string,
  ) {}

  static async start(): Promise<ScriptedEndpoint> {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const endpoint = new ScriptedEndpoint(server, `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`);
    server.on('request', (request: IncomingMessage, response: ServerResponse) => void endpoint.#answer(request, response));
    return endpoint;
  }

  /** What the model does in each turn from now on: one step for each request of the turn, then a closing text. */
  script(...steps: readonly EndpointStep[]): void {
    this.#steps = steps;
    this.requests.length = 0;
  }

  /** Everything the program told the model as results of tools, since the script was set. */
  get told(): string {
    return this.requests.flatMap(({ messages }) => messages.flatMap(({ role, content }) => (role === 'tool' ? [content] : []))).join('\n');
  }

  async close(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    const request = JSON.parse(await text(incoming)) as EndpointRequest;
    this.requests.push(request);
    const step = this.#steps[thisTurn(request).filter(({ role }) => role === 'assistant').length] ?? { text: 'Done.' };
    const answer = typeof step === 'function' ? await step(request) : step;
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    for (const chunk of chunksOf(answer)) response.write(`data: ${JSON.stringify(chunk)}\n\n`);
    response.end('data: [DONE]\n\n');
  }
}
