import type { PanelEventData } from '../../contracts/panel-events.ts';
import type { CallReport } from '../gateway/index.ts';
import type { Tool } from '../tools/index.ts';
import type { ModelToolCall } from './model-port.ts';

const subjectOf = (tool: Tool, text: string): string => {
  try {
    const checked = tool.args.safeParse(JSON.parse(text === '' ? '{}' : text));
    return checked.success ? tool.subject(checked.data) : '';
  } catch {
    return '';
  }
};

/** A call the model asked for; a tool that does not exist is shown by the name the model gave it. `agent`: whose call it is, where another agent than the conversation's was asked. */
export const startedEvent = (
  turnId: string,
  call: ModelToolCall,
  ...[tool, agent]: readonly [tool: Tool | undefined, agent?: string]
): PanelEventData => ({
  type: 'tool.started',
  turnId,
  toolCallId: call.id,
  tool: call.function.name.slice(0, 80),
  title: tool?.title ?? call.function.name.slice(0, 80),
  subject: tool ? subjectOf(tool, call.function.arguments) : '',
  ...(agent !== undefined && { agent }),
});

/** The end of a call, or that it waits for a person. */
export const finishedEvent = (turnId: string, toolCallId: string, report: CallReport): PanelEventData => ({
  type: 'tool.finished',
  turnId,
  toolCallId,
  result: report.result,
  line: report.line,
  layer: report.layer,
  remedy: report.remedy,
  mayBePartial: report.mayBePartial,
  truncated: report.truncated,
  untrustedText: report.untrustedText,
  records: report.records,
  credits: report.credits,
});
