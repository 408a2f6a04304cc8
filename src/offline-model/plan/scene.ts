import { canonicalJson } from '../../kernel/canonical-json.ts';
import type { Row } from '../json-row.ts';
import type { ToolCall } from '../toolbox.ts';
import type { DoneCall, Turn } from '../transcript.ts';
import type { Context } from '../understand/context.ts';
import type { ToolName } from '../tool-catalog.ts';

/** What a plan decides on: the turn so far and everything the message was understood against. */
export interface Scene extends Context {
  readonly turn: Turn;
}

/** What comes next: tool calls to be made together, or the closing words. */
export type Step = { readonly kind: 'calls'; readonly calls: readonly ToolCall[] } | { readonly kind: 'answer'; readonly text: string };

/** Closing words. */
export const say = (...paragraphs: readonly string[]): Step => ({
  kind: 'answer',
  text: paragraphs.filter((text) => text !== '').join('\n\n'),
});

/** The finished call of this turn with just these arguments. */
export const doneCall = (scene: Scene, call: ToolCall): DoneCall | undefined =>
  scene.turn.calls.find((done) => done.tool === call.name && canonicalJson(done.args) === canonicalJson(call.arguments));

/** A call to an offered tool, arguments that are undefined left out. */
export const callOf = (scene: Scene, name: ToolName, args: Row): ToolCall | undefined => scene.tools.call(name, args);

/** The most rows asked for at once; the schema's own maximum is respected. */
export const wholeList = 100;
