/** The look of the sign-in pages: plain, light or dark as the system is, and clearly not Google's. */
export const STYLE = `
:root { color-scheme: light dark; --ground: #f4f4f1; --paper: #ffffff; --ink: #1d2125; --soft: #55606b;
  --line: #8a939c; --accent: #14574f; --on-accent: #ffffff; --warn: #7a4b00; --on-warn: #ffffff; }
@media (prefers-color-scheme: dark) { :root { --ground: #15181b; --paper: #1f2429; --ink: #eef1f3;
  --soft: #b4bec7; --line: #7d8892; --accent: #7fd1c3; --on-accent: #06201c; --warn: #f0b95a; --on-warn: #241700; } }
* { box-sizing: border-box; }
body { margin: 0; min-height: 100vh; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
header { position: sticky; top: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; padding: .6rem 1.25rem;
  background: var(--warn); color: var(--on-warn); }
main { max-width: 30rem; margin: 3rem auto; padding: 2rem; background: var(--paper);
  border: 1px solid var(--line); border-radius: 12px; }
h1 { margin: 0 0 .25rem; font-size: 1.5rem; line-height: 1.25; }
p { margin: 0 0 1rem; } small, .note, .who { color: var(--soft); } code { font-size: .8rem; overflow-wrap: anywhere; }
.accounts { list-style: none; margin: 1.5rem 0 0; padding: 0; }
button { font: inherit; color: inherit; background: none; border: 1px solid var(--line); border-radius: 8px;
  padding: .55rem 1.25rem; min-height: 44px; cursor: pointer; }
button:hover { background: color-mix(in srgb, var(--accent) 12%, transparent); }
button:focus-visible, a:focus-visible, input:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
.account { display: flex; gap: 1rem; align-items: center; width: 100%; margin-bottom: .6rem; padding: .8rem 1rem;
  text-align: left; }
.face { flex: none; width: 2.5rem; height: 2.5rem; border-radius: 50%; display: grid; place-items: center;
  background: var(--accent); color: var(--on-accent); font-weight: 600; }
fieldset { border: 0; margin: 1rem 0; padding: 0; } legend { padding: 0; font-weight: 600; }
label { display: flex; gap: .75rem; align-items: flex-start; padding: .6rem 0; border-bottom: 1px solid var(--line); }
input[type=checkbox] { width: 1.2rem; height: 1.2rem; margin-top: .15rem; flex: none; accent-color: var(--accent); }
.actions { display: flex; justify-content: flex-end; gap: .75rem; margin-top: 1.5rem; }
.primary { background: var(--accent); border-color: var(--accent); color: var(--on-accent); font-weight: 600; }
.primary:hover { background: var(--accent); filter: brightness(1.1); }
a { color: var(--accent); }
`;
