import type { Json } from '../../../kernel/canonical-json.ts';

/** A document that can be rendered at any time from its data, always to the same bytes. */
export interface DocumentSpec {
  readonly fileName: string;
  readonly contentType: 'application/pdf';
  readonly template: 'customer-statement';
  /** Everything the template prints; validated by the renderer. */
  readonly data: Json;
}

/** Turns a document's data into bytes. Pure: same spec, same bytes. */
export interface DocumentRenderer {
  render(spec: DocumentSpec): Promise<Uint8Array>;
}
