import { html, trustedMarkup } from './html.ts';
import { page } from './layout.ts';
import type { PageFrame } from './layout.ts';

/** A page that says one thing and, where there is one, the next step. */
export const messagePage = (frame: PageFrame, title: string, message: string): string => page(frame, title, html`<p class="lead">${message}</p>`);

/**
 * Asks before signing out of the identity provider. `form` is the library's own form with its
 * anti-forgery value; the buttons belong to it by its id.
 */
export const signOutPage = (frame: PageFrame, form: string): string =>
  page(
    frame,
    'Sign out?',
    html`<p class="lead">You will be signed out of every application that uses this sign-in.</p>
      ${trustedMarkup(form)}
      <div class="choices">
        <button type="submit" form="op.logoutForm" name="logout" value="yes">Sign out</button>
        <button type="submit" form="op.logoutForm" class="quiet">Stay signed in</button>
      </div>`,
  );
