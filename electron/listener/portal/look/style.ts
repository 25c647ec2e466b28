import { createHash } from 'node:crypto';

/** The colours of the console, dark ones where the device is dark; what is read has a contrast of 4.5 at least. */
const COLOURS = `
:root { color-scheme: light dark; --ink: #1b1f23; --ink-2: #57606a; --line: #e4e7ea; --edge: #8b949e; --bg: #fff; --bg-2: #f7f8f9; --accent: #0b6e6e; --accent-strong: #095757; --on-accent: #fff; --good-bg: #e3f2f1; --bad: #b42318; --bad-bg: #fdecea; --warn: #9a6700; --warn-bg: #fff6dc }
@media (prefers-color-scheme: dark) {
:root { --ink: #e6e8ea; --ink-2: #a3abb3; --line: #2a2f35; --edge: #6e7781; --bg: #16191d; --bg-2: #111316; --accent: #4fbdb8; --accent-strong: #6fd0cb; --on-accent: #08201f; --good-bg: #16302f; --bad: #ff8a7a; --bad-bg: #331a18; --warn: #e0b341; --warn-bg: #2d2713 }
}`;

const FRAME = `
* { box-sizing: border-box }
html { font: 100%/1.5 system-ui, -apple-system, 'Segoe UI', Roboto, sans-serif; -webkit-text-size-adjust: 100%; text-size-adjust: 100% }
body { margin: 0; color: var(--ink); background: var(--bg-2); overflow-wrap: break-word }
.frame { max-width: 30rem; margin: 0 auto; padding: 0 1.25rem 3rem; min-height: 100vh }
header { display: flex; justify-content: space-between; align-items: center; gap: 1rem; min-height: 4.5rem }
header nav a { display: inline-flex; align-items: center; min-height: 44px; padding: 0 .25rem }
.organisation { display: flex; align-items: center; gap: .65rem; margin: 0; font-weight: 600; min-width: 0 }
.mark { flex: none; display: grid; place-items: center; width: 2rem; height: 2rem; border-radius: .5rem; background: var(--accent); color: var(--on-accent); font-weight: 700 }
main:first-child { margin-top: 2rem }
main { background: var(--bg); border: 1px solid var(--line); border-radius: 1rem; padding: 1.75rem 1.5rem }
h1 { margin: 0 0 .4rem; font-size: 1.625rem; line-height: 1.2; letter-spacing: -.02em; font-weight: 650; text-wrap: balance }
h2 { margin: 0 0 .6rem; font-size: 1.125rem; line-height: 1.3; letter-spacing: -.01em; font-weight: 620 }
p { margin: 0 0 1rem }
main > :last-child, section > :last-child, .note > :last-child { margin-bottom: 0 }
.lead { color: var(--ink-2); margin-bottom: 1.5rem }
.jump { margin: -1.4rem 0 .6rem }
.jump a { display: inline-flex; align-items: center; min-height: 44px }
.hint { color: var(--ink-2); font-size: .9375rem }
a { color: var(--accent); text-underline-offset: .2em; text-decoration-thickness: 1px }
a:hover { color: var(--accent-strong); text-decoration-thickness: 2px }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: .25rem }
footer { margin-top: 1rem }
footer nav { display: flex; justify-content: center; gap: 1.5rem; align-items: center }
footer a { display: inline-flex; align-items: center; min-height: 44px }
section { margin-top: 2rem; padding-top: 1.75rem; border-top: 1px solid var(--line) }`;

const FORMS = `
.field { margin-bottom: 1.25rem }
label { display: block; font-weight: 600; margin-bottom: .3rem }
.field .hint { margin: -.2rem 0 .4rem }
input { display: block; width: 100%; min-height: 48px; padding: .5rem .8rem; font: inherit; color: inherit; background: var(--bg); border: 1px solid var(--edge); border-radius: .6rem }
input:focus { outline: 3px solid var(--accent); outline-offset: -1px; border-color: transparent }
input[readonly] { background: var(--bg-2); border-color: var(--line) }
input[aria-invalid='true'] { border: 2px solid var(--bad) }
input.pin { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: 1.375rem; letter-spacing: .12em }
button, .button { display: flex; align-items: center; justify-content: center; width: 100%; min-height: 48px; padding: .5rem 1.25rem; font: inherit; font-weight: 600; text-align: center; text-decoration: none; color: var(--on-accent); background: var(--accent); border: 1px solid transparent; border-radius: .6rem; cursor: pointer; -webkit-appearance: none; appearance: none }
button:hover, .button:hover { background: var(--accent-strong); color: var(--on-accent) }
button:focus-visible, .button:focus-visible { border-radius: .6rem }
.quiet button, .button.quiet { color: var(--accent); background: transparent; border-color: var(--edge) }
.quiet button:hover, .button.quiet:hover { color: var(--accent-strong); border-color: currentColor; background: transparent }
button.plain { width: auto; min-height: 44px; padding: 0; font-weight: 400; color: var(--accent); background: none; text-decoration: underline; text-underline-offset: .2em; text-decoration-thickness: 1px }
button.plain:hover { background: none; color: var(--accent-strong); text-decoration-thickness: 2px }
.links { list-style: none; margin: 1rem 0 -.6rem; padding: 0 }
.links a { display: inline-flex; align-items: center; min-height: 44px }
.note { margin: .6rem 0 1.5rem; padding: .85rem 1rem; border-radius: .6rem; border-left: 4px solid }
.note.bad { background: var(--bad-bg); border-color: var(--bad) }
.note.warn { background: var(--warn-bg); border-color: var(--warn) }
.note.good { background: var(--good-bg); border-color: var(--accent) }`;

const CONTENT = `
ol { margin: 0 0 1rem; padding: 0; list-style: none; counter-reset: step }
ol li { position: relative; padding-left: 2.5rem; margin-bottom: .9rem; counter-increment: step }
ol li::before { content: counter(step); position: absolute; left: 0; top: 0; display: grid; place-items: center; width: 1.625rem; height: 1.625rem; border-radius: 50%; background: var(--good-bg); color: var(--accent); font-size: .875rem; font-weight: 650; font-variant-numeric: tabular-nums }
.code { display: block; width: 100%; max-width: 17rem; height: auto; margin: 0 auto 1rem; border-radius: .5rem; border: 1px solid var(--line); background: #fff }
.address, .print { font-family: ui-monospace, 'SF Mono', Menlo, Consolas, monospace; font-size: .9375rem; padding: .65rem .8rem; background: var(--bg-2); border: 1px solid var(--line); border-radius: .6rem; overflow-wrap: break-word }
.kinds { display: flex; flex-wrap: wrap; gap: .5rem; list-style: none; margin: .75rem 0 0; padding: 0 }
.kinds a, .kinds span { display: inline-flex; align-items: center; min-height: 44px; padding: 0 .95rem; border: 1px solid var(--edge); border-radius: 1.4rem; text-decoration: none }
.kinds span { background: var(--good-bg); border-color: var(--accent); font-weight: 600 }
.terms { max-height: 50vh; overflow: auto; margin: 0 0 1.25rem; padding: .9rem 1rem; white-space: pre-line; background: var(--bg-2); border: 1px solid var(--line); border-radius: .6rem }
.devices { list-style: none; margin: 1rem 0 0; padding: 0 }
.devices > li { padding: 1rem 0; border-top: 1px solid var(--line) }
.devices h2 { margin: 0 0 .3rem }
dl { display: grid; grid-template-columns: minmax(7rem, auto) 1fr; gap: .15rem 1rem; margin: 0; font-size: .9375rem }
dl.stacked { display: block }
.stacked dd + dt { margin-top: .6rem }
dt { color: var(--ink-2) }
dd { margin: 0; overflow-wrap: anywhere }
.above { margin: 1rem 0 .25rem }
ol li > ul { margin: .4rem 0 0; padding-left: 1.2rem }
ol li > ul li { padding: 0; margin: 0 0 .2rem; counter-increment: none }
ol li > ul li::before { content: none }
ol li > .hint { margin: .35rem 0 0 }
.left { display: flex; align-items: center; gap: 1.1rem; margin: 0 0 1.25rem; padding: .7rem 1rem; background: var(--bg-2); border: 1px solid var(--line); border-radius: .6rem }
.left p { margin: 0; font-size: .9375rem }
.clock { flex: none; height: 2.3rem; width: auto; font-size: 34px; font-weight: 650; font-variant-numeric: tabular-nums; fill: var(--accent); overflow: hidden }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.shot { max-width: 19rem; margin: .6rem 0 0; background: var(--bg-2); border: 1px solid var(--line); border-radius: .8rem; font-size: .8125rem; line-height: 1.35; overflow: hidden; color: var(--ink-2) }
.shot b { color: var(--accent); font-weight: 650 }
.shot.row { display: flex; justify-content: space-between; gap: .75rem; padding: .6rem .9rem }
.shot.alert p { margin: 0; padding: .8rem .9rem; text-align: center }
.shot.alert p + p { display: flex; padding: 0; border-top: 1px solid var(--line) }
.shot.alert p + p > * { flex: 1; padding: .6rem }
.shot.alert b { border-left: 1px solid var(--line) }
.waiting { margin-bottom: .2rem }
@media (min-width: 56rem) {
.wide { max-width: 54rem }
.wide main { display: grid; grid-template-columns: 1fr 20rem; column-gap: 3rem; padding: 2.25rem 2.5rem }
.wide main > * { grid-column: 1 }
.wide main > h1 { grid-column: 1 / -1 }
.wide main > section:last-child { grid-column: 2; grid-row: 2 / span 40; margin: 0; padding: 0 0 0 2.5rem; border-top: 0; border-left: 1px solid var(--line) }
}
@media (max-width: 24rem) {
.frame { padding: 0 .75rem 2rem }
main { padding: 1.5rem 1.1rem }
}
@media print { header nav, footer { display: none } main { border: 0 } }`;

/** The one style sheet of the pages. */
export const STYLE = `${COLOURS}${FRAME}${FORMS}${CONTENT}\n`.trimStart();

/** Its address tells one edition from another, so that browsers may keep it for good. */
export const STYLE_PATH = `/style.${createHash('sha256').update(STYLE).digest('hex').slice(0, 16)}.css`;
