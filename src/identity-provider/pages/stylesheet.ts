import { createHash } from 'node:crypto';

/** The one stylesheet of the provider's pages; served as a file so that the pages need no inline style. */
export const stylesheet = `
:root {
  --ink: #16202c; --muted: #55626f; --line: #d9dfe6; --paper: #ffffff; --ground: #eef2f6;
  --accent: #0f6cbd; --accent-ink: #ffffff; --accent-soft: #e8f2fb; --danger: #a4262c; --danger-soft: #fdf0f0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ink: #eef2f6; --muted: #a9b4c0; --line: #37424e; --paper: #1b232c; --ground: #10161c;
    --accent: #62abf5; --accent-ink: #08121c; --accent-soft: #1d3147; --danger: #ff9a9f; --danger-soft: #3a1d20;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; display: grid; place-items: center; padding: 1.5rem;
  background: var(--ground); color: var(--ink);
  font: 1rem/1.5 "Segoe UI Variable Text", "Segoe UI", system-ui, -apple-system, sans-serif;
}
.card {
  width: 100%; max-width: 26rem; padding: 2rem; border: 1px solid var(--line); border-radius: 14px;
  background: var(--paper); box-shadow: 0 12px 36px rgb(16 32 48 / 12%);
}
.brand { display: flex; align-items: center; gap: .6rem; margin: 0 0 1.25rem; font-weight: 600; }
.mark { width: 1.4rem; height: 1.4rem; border-radius: 7px; background: linear-gradient(135deg, var(--accent), #6b4fd8); }
h1 { margin: 0; font-size: 1.6rem; line-height: 1.25; letter-spacing: -.01em; }
h2 { margin: 1.75rem 0 .5rem; font-size: .85rem; font-weight: 600; color: var(--muted); }
.lead { margin: .25rem 0 1.25rem; color: var(--muted); }
label { display: block; margin: .9rem 0 .3rem; font-weight: 600; font-size: .9rem; }
input {
  width: 100%; padding: .6rem .75rem; font: inherit; color: inherit; background: transparent;
  border: 1px solid var(--muted); border-radius: 8px;
}
input[aria-invalid="true"] { border-color: var(--danger); }
.hint { margin: .4rem 0 0; font-size: .85rem; color: var(--muted); }
code { padding: .05rem .35rem; border-radius: 5px; background: var(--accent-soft); color: var(--ink); }
button {
  width: 100%; margin-top: 1.25rem; padding: .65rem 1rem; font: inherit; font-weight: 600; cursor: pointer;
  color: var(--accent-ink); background: var(--accent); border: 1px solid var(--accent); border-radius: 8px;
}
button:hover { filter: brightness(1.08); }
button.quiet { color: var(--ink); background: transparent; border-color: var(--line); }
.choices { display: grid; grid-template-columns: 1fr 1fr; gap: .75rem; }
:is(a, button, input):focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.problem {
  margin: 0 0 .5rem; padding: .6rem .75rem; border-left: 4px solid var(--danger); border-radius: 6px;
  background: var(--danger-soft); color: var(--danger); font-size: .92rem;
}
.accounts { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: 10px; overflow: hidden; }
.accounts li + li { border-top: 1px solid var(--line); }
.account { display: flex; align-items: center; gap: .75rem; padding: .55rem .75rem; color: inherit; text-decoration: none; }
.account:hover, .account[aria-current="true"] { background: var(--accent-soft); }
.account:focus-visible { outline-offset: -3px; }
.avatar {
  flex: none; display: grid; place-items: center; width: 2.1rem; height: 2.1rem; border-radius: 50%;
  background: var(--accent); color: var(--accent-ink); font-size: .8rem; font-weight: 600;
}
.who { display: grid; line-height: 1.3; }
.who span { font-size: .85rem; color: var(--muted); }
@media (prefers-reduced-motion: no-preference) { button, .account { transition: background-color .12s, filter .12s; } }
`;

/** Changes whenever the stylesheet does, so that browsers may keep it for ever. */
export const stylesheetVersion = createHash('sha256').update(stylesheet).digest('hex').slice(0, 12);
