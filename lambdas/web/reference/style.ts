/** The reference's own style, beside that of every page. */
export const REFERENCE_STYLE = `
:root { scroll-padding-top: 1rem; }
.skip { position: absolute; left: -100vw; padding: .5rem 1rem; background: var(--panel); }
.skip:focus { left: 0; }
a { color: inherit; text-underline-offset: .2em; }
.layout { display: grid; grid-template-columns: 20rem minmax(0, 1fr); max-width: 80rem; margin: 0 auto; }
nav { position: sticky; top: 0; max-height: 100vh; overflow: auto; padding: 2rem 1rem; border-right: 1px solid var(--line); }
nav ul { list-style: none; margin: 0; padding: 0; }
nav li li a { display: grid; grid-template-columns: 3.5rem minmax(0, 1fr); padding: .25rem .5rem; font: .75rem/1.5 ui-monospace, monospace; text-decoration: none; color: var(--soft); overflow-wrap: anywhere; }
nav li li a:hover, nav li li a:focus { color: var(--ink); text-decoration: underline; }
.chapter { display: block; margin: 1rem 0 .25rem; padding: 0 .5rem; font-weight: 600; text-decoration: none; }
main { max-width: 54rem; margin: 0; padding: 2rem; }
h2 { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--line); font-size: 1.375rem; }
h3 { margin: 0; font-size: 1.0625rem; font-weight: 600; overflow-wrap: anywhere; }
h3 a { text-decoration: none; }
h3 a:hover { text-decoration: underline; }
h4 { margin: 1.25rem 0 .25rem; font-size: .875rem; font-weight: 600; }
h4 .soft { font-weight: 400; }
section { margin: 2.5rem 0; }
section:target { outline: 2px solid var(--running); outline-offset: .75rem; }
code, .address { font-family: ui-monospace, monospace; font-size: .8125rem; overflow-wrap: anywhere; }
.address { font-size: .875rem; }
.address b { font-weight: 600; }
table { width: 100%; margin: 1rem 0; border-collapse: collapse; table-layout: fixed; }
th, td { padding: .375rem .75rem .375rem 0; border-bottom: 1px solid var(--line); text-align: left; vertical-align: top; overflow-wrap: anywhere; }
th { font-weight: 400; }
th:first-child { width: 36%; }
thead th { color: var(--soft); }
dl { margin: 0; }
dt { margin-top: .5rem; }
dd { margin: 0 0 0 2.25rem; color: var(--soft); }
summary { cursor: pointer; color: var(--soft); }
@media (max-width: 60rem) {
  .layout { display: block; }
  nav { position: static; max-height: none; border-right: 0; border-bottom: 1px solid var(--line); }
  .chapter { margin: 0; padding: .25rem .5rem; text-decoration: underline; }
  nav ul { display: flex; flex-wrap: wrap; }
  nav li ul { display: none; }
  main { padding: 2rem 1rem; }
}
`;
