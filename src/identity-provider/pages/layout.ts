import { html } from './html.ts';
import type { Html } from './html.ts';

/** Where a page finds its stylesheet. */
export interface PageFrame {
  /** Absolute path of the stylesheet, with its version. */
  readonly stylesheet: string;
}

/** A whole page of the identity provider: no script, no inline style, one landmark, one heading. */
export const page = (frame: PageFrame, title: string, body: Html): string =>
  html`<!doctype html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} - Smart Agents</title>
        <link rel="stylesheet" href="${frame.stylesheet}" />
      </head>
      <body>
        <main class="card">
          <p class="brand"><span class="mark" aria-hidden="true"></span>Smart Agents</p>
          <h1>${title}</h1>
          ${body}
        </main>
      </body>
    </html>`.markup;
