/** The common style of our pages. */
export const style = `
:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1c2024; --soft: #5b6670; --line: #d8dde2; --panel: #f5f7f9;
  --warm: #b8470b; --cool: #1f5fbf; --good: #3f8f5f; --bad: #c0272d; --kill: #8a3ffc; --idle: #8b949e;
  --notice: #fff7e6; --notice-line: #e0a526;
}
@media (prefers-color-scheme: dark) {
  :root {
    --paper: #14171a; --ink: #e4e8eb; --soft: #9aa5af; --line: #343b42; --panel: #1c2126;
    --warm: #ff9a57; --cool: #78aeff; --good: #5fbf86; --bad: #ff7077; --kill: #c39bff; --idle: #7d8791;
    --notice: #2b2415; --notice-line: #b8861b;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--paper); color: var(--ink);
  font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Helvetica Neue", sans-serif;
}
main { max-width: 64rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; line-height: 1.2; margin: 0 0 .25rem; }
h2 { font-size: 1.3rem; margin: 2.5rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--line); }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem; }
p { margin: .25rem 0 .75rem; }
.soft { color: var(--soft); }
a { color: var(--cool); }
code { font-family: ui-monospace, "SF Mono", Menlo, Consolas, monospace; font-size: .92em; }
.scroll { overflow-x: auto; }
table { border-collapse: collapse; width: 100%; font-size: .9rem; font-variant-numeric: tabular-nums; }
caption { text-align: left; color: var(--soft); padding-bottom: .25rem; }
th, td { padding: .3rem .75rem .3rem 0; text-align: left; vertical-align: top; white-space: nowrap; }
th { color: var(--soft); font-weight: 600; }
thead th, tbody tr { border-bottom: 1px solid var(--line); }
.number { text-align: right; }
td.wrap { white-space: normal; overflow-wrap: anywhere; min-width: 12rem; }
.bad { color: var(--bad); font-weight: 600; }
ul.look { list-style: none; margin: .75rem 0; padding: .5rem 1rem; background: var(--notice); }
ul.look { border-left: 4px solid var(--notice-line); border-radius: 4px; }
ul.look li { margin: .3rem 0; overflow-wrap: anywhere; }
figure { margin: 1.25rem 0; }
figcaption { font-size: .9rem; margin-bottom: .35rem; }
svg { display: block; width: 100%; height: auto; }
svg text { fill: var(--soft); font-size: 12px; font-family: inherit; }
summary { cursor: pointer; color: var(--soft); margin: .5rem 0; }
@media print {
  body { font-size: 11pt; }
  main { max-width: none; padding: 0; }
  figure, ul.look, tr { break-inside: avoid; }
}
`;
