import type { PanelEventData } from '../../contracts/panel-events.ts';
import type { TurnState } from '../../domain/turn.ts';
import type { Write } from '../../kernel/database.ts';
import type { ConversationScope } from '../gateway/index.ts';
import type { ChatMessage, ModelToolCall } from './model-port.ts';
import type { SessionRuntime } from './session-runtime.ts';

/** A tool call of the turn at hand: what the model asked, and its share of what the asking cost. */
export interface OpenCall {
  readonly call: ModelToolCall;
  readonly ordinal: number;
  readonly share: { readonly inputTokens: number; readonly outputTokens: number; readonly credits: string };
}

/** A turn in memory, between its steps. */
export interface ActiveTurn {
  readonly id: string;
  readonly scope: ConversationScope;
  readonly runtime: SessionRuntime;
  /** Number of the transcript's last message when the turn was loaded. */
  readonly lastNumber: number;
  readonly systemPrompt: string;
  messages: ChatMessage[];
  state: TurnState;
  /** Calls of the last model answer, by id. */
  calls: Map<string, OpenCall>;
  /** What the last step left to be kept with the next commit. */
  unkept: { writes: Write[]; events: PanelEventData[] };
}
