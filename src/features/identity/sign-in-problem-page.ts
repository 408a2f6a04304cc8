import type { SignInFailure } from './sign-in-flow.ts';

const explanations: Readonly<Record<SignInFailure['reason'], string>> = {
  expired: 'This sign-in took too long or was started in another browser.',
  denied: 'The sign-in was cancelled.',
  refused: 'The identity provider did not accept this sign-in.',
  no_tenant: 'Your account belongs to no organisation that uses this application.',
};

/** What a browser shows when a sign-in failed: why, and a link to try again. Nothing in it comes from the request. */
export const signInProblemPage = ({ reason }: SignInFailure): string => `<!doctype html>
<html lang="en">
  <head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>Not signed in - Smart Agents</title></head>
  <body>
    <main>
      <h1>You are not signed in</h1>
      <p>${explanations[reason]}</p>
      <p><a href="/auth/sign-in">Sign in again</a></p>
    </main>
  </body>
</html>
`;
