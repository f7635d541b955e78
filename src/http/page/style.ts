/** The look of pages that people reach by a link: one column, for phones first, light and dark, no script. */
export const style = `
:root {
  color-scheme: light dark;
  --surface: light-dark(#ffffff, #1e2530);
  --ground: light-dark(#f4f6f9, #0f1319);
  --sunk: light-dark(#f1f4f8, #11161d);
  --line: light-dark(#dce2ea, #2a3340);
  --line-strong: light-dark(#8691a1, #6a7788);
  --text: light-dark(#18202b, #e7ecf3);
  --soft: light-dark(#525e6e, #a3afbf);
  --accent: light-dark(#2456d6, #8fb1ff);
  --accent-ground: light-dark(#2456d6, #2f5fdd);
  --good: light-dark(#12703d, #62d394);
  --good-soft: light-dark(#e5f5ec, #14301f);
  --warning: light-dark(#8a5200, #f2b950);
  --warning-soft: light-dark(#fdf1dc, #35270e);
  --bad: light-dark(#b3261e, #ff9189);
  --bad-soft: light-dark(#fdeae8, #3b1a18);
}
* { box-sizing: border-box; }
img { max-width: 100%; height: auto; border-radius: 8px; }
html { -webkit-text-size-adjust: 100%; text-size-adjust: 100%; }
body {
  margin: 0; background: var(--ground); color: var(--text);
  font: 16px/1.55 "Inter", system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif;
  overflow-wrap: anywhere;
}
:lang(ja) body, body:lang(ja) { font-family: system-ui, -apple-system, "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", "Noto Sans CJK JP", sans-serif; }
:lang(zh-CN) body, body:lang(zh-CN) { font-family: system-ui, -apple-system, "PingFang SC", "Microsoft YaHei UI", "Noto Sans SC", "Noto Sans CJK SC", sans-serif; }
section > p:last-child, section > ul:last-child, section > form:last-child { margin-bottom: 0; }
main { max-width: 44rem; margin: 0 auto; padding: 1.25rem 1rem 3rem; }
header p { margin: 0; color: var(--soft); font-size: .875rem; }
h1 { font-size: 1.5rem; line-height: 1.3; margin: .15rem 0 .75rem; }
h2 { font-size: 1.125rem; line-height: 1.35; margin: 0 0 .5rem; }
h3 { font-size: 1rem; margin: 1rem 0 .25rem; }
h1, h2 { text-wrap: balance; }
p { margin: 0 0 .75rem; }
ol.steps { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; list-style: none; margin: 0 0 1rem; padding: 0; font-size: .875rem; color: var(--soft); }
ol.steps li[aria-current] { color: var(--text); font-weight: 650; }
section, fieldset, details.box {
  background: var(--surface); border: 1px solid var(--line); border-radius: 12px;
  padding: 1rem; margin: 0 0 1rem; min-width: 0;
}
fieldset > legend { float: left; width: 100%; padding: 0; font-weight: 650; }
fieldset > legend + * { clear: both; }
details.box > summary { font-weight: 650; cursor: pointer; padding: .35rem 0; }
details.box[open] > summary { margin-bottom: .5rem; }
label { display: block; font-weight: 600; margin: .9rem 0 .25rem; }
label.tick { display: flex; gap: .6rem; align-items: center; min-height: 2.75rem; margin: 0; padding: .35rem 0; line-height: 1.4; }
label.tick input { width: 1.25rem; height: 1.25rem; flex: none; accent-color: var(--accent-ground); }
.optional { font-weight: 400; color: var(--soft); }
.help { color: var(--soft); font-size: .875rem; margin: .25rem 0 0; }
input:not([type=checkbox]), select, textarea {
  width: 100%; min-height: 2.75rem; padding: .5rem .7rem; font: inherit; color: inherit;
  background: var(--sunk); border: 1px solid var(--line-strong); border-radius: 8px;
}
textarea { min-height: 7rem; font: .875rem/1.4 ui-monospace, Menlo, Consolas, monospace; }
input[aria-invalid=true], select[aria-invalid=true], textarea[aria-invalid=true] { border-color: var(--bad); border-width: 2px; }
.problem { color: var(--bad); font-size: .9rem; margin: .25rem 0 0; }
.problem::before { content: "! "; font-weight: 700; }
button, a.button {
  display: inline-flex; align-items: center; justify-content: center; min-height: 2.75rem; padding: .6rem 1.1rem; font: inherit; font-weight: 600; line-height: 1.4;
  border: 1px solid var(--line-strong); border-radius: 8px; background: var(--surface); color: var(--text);
  text-decoration: none; text-align: center; cursor: pointer;
}
button.primary, a.primary { background: var(--accent-ground); border-color: var(--accent-ground); color: #fff; }
.row { display: flex; flex-wrap: wrap; gap: .6rem; margin-top: 1rem; }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; }
a { color: var(--accent); }
.note { border-radius: 8px; padding: .7rem .85rem; margin: 0 0 1rem; border-left: 4px solid var(--line-strong); background: var(--sunk); }
fieldset .note { margin: .8rem 0 0; }
.note.bad { border-color: var(--bad); background: var(--bad-soft); }
.note.good { border-color: var(--good); background: var(--good-soft); }
.note.warning { border-color: var(--warning); background: var(--warning-soft); }
.note p:last-child { margin: 0; }
code { font: .875em ui-monospace, Menlo, Consolas, monospace; background: var(--sunk); padding: .1em .3em; border-radius: 4px; }
dl { margin: 0; display: grid; grid-template-columns: max-content 1fr; gap: .15rem .9rem; }
dt { color: var(--soft); }
dd { margin: 0; }
table { width: 100%; border-collapse: collapse; font-size: .9375rem; }
th, td { text-align: start; padding: .4rem .5rem .4rem 0; border-bottom: 1px solid var(--line); vertical-align: top; }
th[scope=col], th.device { overflow-wrap: normal; }
td.number, th.number { text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
:not(.plan) > * > tr > .number + :not(.number) { padding-left: 1.25rem; }
form + div, form { margin-bottom: 1rem; }
ul.plain { margin: .25rem 0 0; padding-left: 1.1rem; }
ul.plain.marked { list-style: none; padding-left: 0; }
.facts { display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 20rem), 1fr)); gap: 0 1rem; align-items: start; }
.roomy main { max-width: 76rem; }
.tone-good { color: var(--good); } .tone-bad { color: var(--bad); } .tone-warning { color: var(--warning); }
footer { color: var(--soft); font-size: .875rem; }
footer form { display: inline; }
footer nav a, footer nav span { display: inline-flex; align-items: center; min-height: 2.75rem; padding-right: .75rem; }
footer button { min-height: 2.25rem; padding: .25rem .6rem; font-weight: 400; }
footer button[aria-pressed=true] { font-weight: 650; border-color: var(--accent); }
.pack section table { font-size: .875rem; overflow-wrap: normal; min-width: 30rem; }
.pack td:first-child { min-width: 7rem; }
.pack .picture { margin: 0 0 1rem; }
.pack section { overflow-x: auto; }
.roomy main:has(.pack) { max-width: 62rem; }
@media (min-width: 60rem), print { .pack ul:has(li:nth-child(13)) { columns: 2; column-gap: 2rem; } .pack li { break-inside: avoid; } }
@media print {
  @page { size: A4; margin: 14mm; }
  :root { color-scheme: only light; }
  body { background: #fff; font-size: 10pt; line-height: 1.45; }
  th, td { padding-block: .25rem; }
  main { max-width: none; padding: 0; }
  .pack section table { min-width: 0; }
  .pack ul:has(li:nth-child(13)) { column-gap: 8mm; font-size: 9pt; }
  .pack p + section { margin-top: 5mm; }
  section { border: 0; padding: 0; margin: 0 0 5mm; overflow: visible; }
  h2, thead { break-after: avoid; }
  tr, li, .picture { break-inside: avoid; }
  thead { display: table-header-group; }
  .picture img { max-height: 110mm; width: auto; }
  footer { display: none; }
}
@media (max-width: 480px) { .row > * { flex: 1 1 100%; } td.number { white-space: normal; } .pack td.number { white-space: nowrap; } }
`
