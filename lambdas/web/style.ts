/** The style of every page, named by its hash in the policy. */
export const STYLE = `
:root { color-scheme: dark light; --ground: #0e1116; --panel: #151a21; --line: #232a34; --ink: #e6e9ee;
  --soft: #98a2b3; --up: #3fb68b; --late: #d9a441; --degraded: #c98bdb; --down: #f0616d; --running: #5aa9e6; --off: #98a2b3; }
@media (prefers-color-scheme: light) {
  :root { --ground: #f6f7f9; --panel: #fff; --line: #e3e7ee; --ink: #1a2029; --soft: #5a6575; --up: #187a56;
    --late: #9a6a00; --degraded: #8a3fa6; --down: #c62b3a; --running: #1f6fb5; --off: #5a6575; }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--ground); color: var(--ink); font: 14px/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 2rem 1rem; }
h1 { margin: 0; font-size: 1.75rem; font-weight: 600; line-height: 1.25; overflow-wrap: anywhere; }
h2 { margin: 2rem 0 .5rem; font-size: 1rem; font-weight: 600; }
p { margin: .5rem 0; }
.soft { color: var(--soft); }
pre { margin: .5rem 0; padding: .75rem 1rem; border: 1px solid var(--line); background: var(--panel); white-space: pre-wrap; overflow-wrap: anywhere;
  font: 13px/1.5 ui-monospace, monospace; user-select: all; }
`;

/** What the status adds to it. */
export const STATUS_STYLE = `
ul { list-style: none; margin: 1.5rem 0; padding: 0; border: 1px solid var(--line); background: var(--panel); }
li { display: grid; grid-template-columns: 7.5rem minmax(0, 1fr) auto; gap: .25rem 1rem; padding: .75rem 1rem; }
li + li { border-top: 1px solid var(--line); }
.what { overflow-wrap: anywhere; }
.what b { font-weight: 600; }
.figures { color: var(--soft); font-family: ui-monospace, monospace; font-variant-numeric: tabular-nums; text-align: right; }
.status { font-weight: 600; }
.status svg { width: 12px; height: 12px; margin-inline-end: .5em; }
.up { color: var(--up); }
.late { color: var(--late); }
.degraded { color: var(--degraded); }
.down { color: var(--down); }
.running { color: var(--running); }
.paused { color: var(--off); }
.unknown { color: var(--off); }
li:target { outline: 2px solid var(--running); outline-offset: -2px; }
@media (max-width: 40rem) {
  li { grid-template-columns: minmax(0, 1fr); }
  .figures { text-align: left; }
}
`;
