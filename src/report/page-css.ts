/** What the report's page needs beside the common style. */
export const css = `
.chart { overflow-x: auto; }
.chart svg { min-width: 38rem; }
.legend { color: var(--soft); margin-left: .75rem; }
.legend > span { display: inline-block; margin-right: 1rem; }
.grid { stroke: var(--line); stroke-width: 1; }
.joined { fill: none; stroke: var(--idle); stroke-width: 1; opacity: .55; }
.range { stroke-width: 3; opacity: .35; }
.stem { stroke-width: 2.5; }
.fit { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 5 4; }
.point { opacity: .7; }
svg .warm { fill: var(--warm); stroke: var(--warm); } span.warm { color: var(--warm); }
svg .cool { fill: var(--cool); stroke: var(--cool); } span.cool { color: var(--cool); }
svg .kill { stroke: var(--kill); } span.kill { color: var(--kill); }
svg .good { fill: var(--good); } span.good { color: var(--good); }
svg .bad { fill: var(--bad); } span.bad { color: var(--bad); }
svg .idle { fill: var(--idle); } span.idle { color: var(--idle); }
svg path.warm, svg circle { stroke: none; }
.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(9rem, 1fr)); gap: .75rem; margin: 1rem 0; }
.figures div { background: var(--panel); border-radius: 6px; padding: .6rem .8rem; }
.figures dt { color: var(--soft); font-size: .85rem; }
.figures dd { margin: 0; font-size: 1.25rem; font-variant-numeric: tabular-nums; }
.figures dd small { display: block; font-size: .8rem; color: var(--soft); }
@media print { .chart svg { min-width: 0; } details:not([open]) { display: none; } }
`;
