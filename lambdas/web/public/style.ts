/** What the public status page adds to the style of the status. */
export const PUBLIC_STYLE = `
.days { display: block; width: 100%; max-width: 32rem; height: 24px; margin-top: .5rem; }
.no-day { fill: var(--soft); } .good-day { fill: var(--up); } .dented-day { fill: var(--late); } .bad-day { fill: var(--down); }
.incidents { list-style: none; margin: .5rem 0; padding: 0; border: 1px solid var(--line); background: var(--panel); }
.incidents li { display: block; overflow-wrap: anywhere; }
.incidents b { font-weight: 600; }
ul { margin: .5rem 0 1.5rem; }
`;
