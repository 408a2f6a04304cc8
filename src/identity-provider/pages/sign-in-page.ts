import type { ProviderAccount } from '../account.ts';
import { html } from './html.ts';
import type { Html } from './html.ts';
import { page } from './layout.ts';
import type { PageFrame } from './layout.ts';

/** What the sign-in page shows. */
export interface SignInView {
  /** The application that asks, by name. */
  readonly clientName: string;
  /** Path of the page itself; picking an account adds `?account=`. */
  readonly self: string;
  readonly accounts: readonly ProviderAccount[];
  /** What stands in the email field. */
  readonly email: string;
  /** Why the last attempt failed. */
  readonly problem?: string;
  /** The demo password, only where everyone may know it. */
  readonly demoPassword?: string;
}

const words = (role: string): string => role.charAt(0).toUpperCase() + role.slice(1).toLowerCase();

/** What a person does, in words: the job title, else the app roles. */
export const roleInWords = (account: ProviderAccount): string => account.jobTitle ?? account.roles.map(words).join(', ');

const initials = (name: string): string =>
  name
    .split(/\s+/)
    .map((word) => word.charAt(0))
    .join('')
    .slice(0, 2);

const accountLink = (view: SignInView, account: ProviderAccount): Html => {
  const href = `${view.self}?account=${encodeURIComponent(account.oid)}`;
  const chosen = account.email === view.email ? html`aria-current="true"` : undefined;
  const organisation = account.organisation === undefined ? '' : ` · ${account.organisation}`;
  return html`<li>
    <a class="account" href="${href}" ${chosen}>
      <span class="avatar" aria-hidden="true">${initials(account.displayName)}</span>
      <span class="who"><strong>${account.displayName}</strong><span>${roleInWords(account)}${organisation}</span></span>
    </a>
  </li>`;
};

const problemBox = (problem: string | undefined): Html | undefined =>
  problem === undefined ? undefined : html`<p class="problem" id="problem" role="alert">${problem}</p>`;

const passwordHint = (password: string | undefined): Html | undefined =>
  password === undefined ? undefined : html`<p class="hint" id="password-hint">The password of every demo account is <code>${password}</code>.</p>`;

const fields = (view: SignInView): Html => {
  const emailDescribed = view.problem === undefined ? undefined : html`aria-describedby="problem" aria-invalid="true"`;
  const passwordDescribed = view.demoPassword === undefined ? undefined : html`aria-describedby="password-hint"`;
  const [focusEmail, focusPassword] = view.email === '' ? [html`autofocus`, undefined] : [undefined, html`autofocus`];
  return html`<form method="post" action="${view.self}/login">
    ${problemBox(view.problem)}
    <label for="email">Email</label>
    <input id="email" name="email" type="email" autocomplete="username" required value="${view.email}" ${emailDescribed} ${focusEmail} />
    <label for="password">Password</label>
    <input id="password" name="password" type="password" autocomplete="current-password" required ${passwordDescribed} ${focusPassword} />
    ${passwordHint(view.demoPassword)}
    <button type="submit">Sign in</button>
  </form>`;
};

/** The sign-in page: a form for email and password, and the demo accounts, each a link that fills in its email. */
export const signInPage = (frame: PageFrame, view: SignInView): string =>
  page(
    frame,
    'Sign in',
    html`<p class="lead">to continue to ${view.clientName}</p>
      ${fields(view)}
      <section aria-labelledby="accounts">
        <h2 id="accounts">Demo accounts</h2>
        <ul class="accounts">
          ${view.accounts.map((account) => accountLink(view, account))}
        </ul>
      </section>`,
  );
