/** The look of settings, on top of the look of all pages: a list of pages beside them where there is room. */
export const style = `
.settings main { max-width: 78rem; }
.settings.wide main { max-width: 120rem; }
.columns { display: block; }
.side { display: none; }
.up { margin: 0 0 .75rem; }
.up a { display: inline-block; padding: .35rem 0; text-decoration: none; }
h2.quiet { color: var(--soft); font-size: .9375rem; font-weight: 600; margin: 1.25rem 0 .5rem; }
@media (min-width: 860px) {
  .columns { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 2rem; align-items: start; }
  .side { display: block; position: sticky; top: 1rem; max-height: calc(100vh - 2rem); overflow-y: auto; }
  .up { display: none; }
}
.side ul { list-style: none; margin: 0; padding: 0; }
.side a { display: block; padding: .4rem .7rem; border-radius: 8px; color: var(--text); text-decoration: none; }
.side a:hover { background: var(--sunk); }
.side a[aria-current] { background: var(--surface); font-weight: 650; box-shadow: inset 3px 0 0 var(--accent); }
.side .apart { margin-top: .75rem; padding-top: .75rem; border-top: 1px solid var(--line); }
ul.cards { list-style: none; margin: 0; padding: 0; display: grid; gap: .75rem; grid-template-columns: repeat(auto-fill, minmax(min(100%, 15rem), 1fr)); }
.card a { display: flex; flex-direction: column; gap: .15rem; height: 100%; padding: .85rem 1rem; border: 1px solid var(--line); border-radius: 12px; background: var(--surface); color: var(--text); text-decoration: none; }
.card a:hover { border-color: var(--accent); }
.card .state { font-size: .9375rem; }
.card .help { margin: .1rem 0 0; }
.card.missing .state { color: var(--warning); font-weight: 600; }
.todo { border-left: 4px solid var(--warning); }
.todo ul { list-style: none; margin: 0; padding: 0; }
.todo li { display: flex; flex-wrap: wrap; gap: .15rem .75rem; padding: .45rem 0; border-top: 1px solid var(--line); }
.skip { position: absolute; left: -999px; }
.skip:focus { left: .5rem; top: .5rem; z-index: 9; background: var(--surface); padding: .5rem .75rem; border-radius: 8px; }
.main:focus { outline: none; }
.todo li:first-child { border-top: 0; }
.todo li a { font-weight: 600; min-width: 9rem; }
.todo li span { color: var(--soft); }
ul.rows { list-style: none; margin: 0 0 1rem; padding: 0; display: grid; gap: .6rem; }
.row-card { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: .8rem 1rem; }
.row-card p { margin: .1rem 0 0; }
.row-card .acts { display: flex; flex-wrap: wrap; gap: .25rem 1.25rem; margin-top: .35rem; align-items: baseline; }
.row-card .acts > details[open] { flex: 1 1 100%; }
.tag { display: inline-block; padding: .05rem .55rem; border-radius: 99px; background: var(--sunk); border: 1px solid var(--line); font-size: .8125rem; }
.tag.bad { color: var(--bad); border-color: currentColor; } .tag.good { color: var(--good); border-color: currentColor; } .tag.warning { color: var(--warning); border-color: currentColor; }
details.change > summary { cursor: pointer; color: var(--accent); padding: .45rem 0; list-style-position: inside; }
details.change[open] { background: var(--sunk); border-radius: 10px; padding: 0 1rem 1rem; }
section > details.change { margin: -.35rem 0; }
section > details.change > summary { font-weight: 650; }
form.fill { max-width: 34rem; margin: 0; }
form.press { display: inline; margin: 0; }
fieldset.several { background: none; border: 0; padding: 0; margin: .9rem 0 .25rem; }
fieldset.several legend { float: none; margin-bottom: .25rem; }
.ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); max-height: 18rem; overflow-y: auto; border: 1px solid var(--line); border-radius: 8px; padding: .25rem .75rem; background: var(--surface); }
details.change[open] input:not([type=checkbox]), details.change[open] select { background: var(--surface); }
details.group { margin: 0 0 .4rem; } details.group > summary { cursor: pointer; padding: .35rem 0; min-height: 1.5rem; }
.ticks label.tick { font-weight: 400; }
.same { color: var(--soft); font-size: .8125rem; margin: .75rem 0 0; }
.same code { background: none; padding: 0; color: var(--soft); }
.answer { border-left: 4px solid var(--good); }
.answer > .row { margin-top: .5rem; }
dl.facts { display: grid; grid-template-columns: repeat(auto-fit, minmax(8rem, 1fr)); gap: .75rem; }
dl.facts dd { font-size: 1.375rem; font-weight: 650; font-variant-numeric: tabular-nums; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(11rem, 1fr)); gap: 0 1rem; }
.fields label { margin-top: .5rem; }
table.log td:first-child { white-space: nowrap; }
table.log code { background: none; padding: 0; }
.shown h2 { font-size: 1rem; }
.shown { overflow-x: auto; }
.shown section { border: 0; padding: 0; margin: 0; background: none; }
.shown .facts > section { padding: .6rem 0; margin: 0; border-bottom: 1px solid var(--line); border-radius: 0; align-self: stretch; }
.shown :not(.facts) > section + section { margin-top: .9rem; padding-top: .75rem; border-top: 1px solid var(--line); border-radius: 0; }
.shown section p { margin-bottom: .1rem; }
.shown table, .scroll table { overflow-wrap: normal; }
.scroll th[scope=row] { overflow-wrap: anywhere; min-width: 8rem; }
.shown table { min-width: 30rem; }
th .help { font-weight: 400; }
td button { white-space: nowrap; }
@media (max-width: 480px) { .row form.press button { width: 100%; } }
button.danger { color: var(--bad); border-color: var(--bad); }
.scroll { overflow-x: auto; }
.scroll table { min-width: 32rem; }
td form.press button { min-height: 2.25rem; padding: .25rem .7rem; }
table.month { table-layout: fixed; border-collapse: collapse; }
table.month caption { text-align: start; font-size: 1.125rem; font-weight: 650; padding: 0 0 .5rem; }
table.month th { padding: .3rem; color: var(--soft); font-size: .8125rem; font-weight: 600; }
table.month th abbr { text-decoration: none; }
table.month td { height: 6.25rem; padding: .3rem; border: 1px solid var(--line); overflow: hidden; }
table.month td.weekend { background: var(--sunk); }
table.month td.outside { background: none; }
table.month td.outside .date { color: var(--soft); }
table.month td.off { background: repeating-linear-gradient(135deg, transparent 0 6px, var(--line) 6px 7px); }
.date { display: inline-block; min-width: 1.75rem; padding: .05rem .35rem; border-radius: 99px; text-align: center; color: var(--text); text-decoration: none; font-size: .875rem; font-variant-numeric: tabular-nums; }
a.date:hover { background: var(--line); }
td.today .date { background: var(--accent-ground); color: #fff; font-weight: 700; }
table.month ul { list-style: none; margin: .15rem 0 0; padding: 0; }
.chip { --mark: var(--line-strong); }
.chip.k-sale { --mark: light-dark(#c2410c, #fb923c); } .chip.k-closed { --mark: light-dark(#6b7280, #9aa4b2); }
.chip.k-force_majeure { --mark: light-dark(#b3261e, #ff9189); } .chip.k-other { --mark: light-dark(#0e7490, #5cc8de); }
.chip.k-holiday { --mark: light-dark(#12703d, #62d394); } .chip.k-workday { --mark: light-dark(#8a5200, #f2b950); }
.chip.k-note { --mark: light-dark(#6d28d9, #b794f6); }
table.month a.chip { display: block; margin: .15rem 0; padding: 0 .35rem; border-left: 3px solid var(--mark); border-radius: 3px; background: var(--sunk); color: var(--text); text-decoration: none; font-size: .75rem; line-height: 1.5rem; white-space: nowrap; overflow: hidden; text-overflow: ellipsis; }
table.month td.weekend a.chip { background: var(--surface); }
.more { font-size: .75rem; color: var(--soft); padding-left: .4rem; }
span.chip { display: inline-block; width: .7rem; height: .7rem; border-radius: 3px; background: var(--mark); vertical-align: baseline; }
ul.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .25rem 1rem; margin: .75rem 0 0; padding: 0; font-size: .8125rem; color: var(--soft); }
ul.legend .chip { margin-right: .4rem; }
nav.steps { justify-content: space-between; margin: 0 0 .75rem; }
.entry .when { color: var(--soft); font-size: .875rem; }
.row-card .acts form.press button { min-height: 2.25rem; padding: .25rem .8rem; font-weight: 500; }
@media (min-width: 860px) {
  .entry { display: grid; grid-template-columns: 12rem minmax(0, 1fr) auto; gap: 0 1rem; align-items: baseline; padding: .55rem 1rem; }
  .entry > p:nth-child(2) { grid-column: 2; } .entry > p.help { grid-column: 2; }
  .entry .acts { grid-column: 3; grid-row: 1 / span 2; margin: 0; justify-content: end; }
}
.entry:target { outline: 3px solid var(--accent); outline-offset: 2px; }
@media (max-width: 640px) {
  nav.steps > * { flex: 0 1 auto; padding: .5rem .7rem; }
  .calendar { padding: .6rem .35rem; }
  table.month caption { padding-left: .4rem; }
  table.month td { height: 3.6rem; padding: .15rem; text-align: center; }
  table.month ul { display: flex; flex-wrap: wrap; gap: 0; justify-content: center; }
  table.month a.chip, table.month td.weekend a.chip { width: 1.5rem; height: 1.5rem; min-height: 0; margin: 0; padding: 0; border: 0; display: grid; place-items: center; background: none; }
  table.month a.chip::before { content: ""; width: .75rem; height: .75rem; border-radius: 99px; background: var(--mark); }
  table.month a.chip span { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
  table.month .date { padding: .1rem; min-height: 1.5rem; line-height: 1.3rem; }
  ul.legend { padding: 0 .4rem; }
}
.filter section { padding-bottom: 1rem; }
.filter .fields { grid-template-columns: repeat(auto-fill, minmax(12.5rem, 1fr)); }
table:has(td button) td, table:has(td button) th { vertical-align: middle; }
table.plan { border-collapse: separate; border-spacing: 0; font-size: .875rem; }
table.plan caption { text-align: start; font-size: 1.0625rem; font-weight: 650; padding: 0 0 .4rem; }
table.plan th[scope=row] { min-width: 10rem; position: sticky; left: 0; background: var(--surface); z-index: 1; padding-right: .6rem; }
table.plan th .help { display: block; margin: 0; }
table.plan th, table.plan td { padding: .25rem .3rem .25rem 0; white-space: nowrap; vertical-align: middle; }
table.plan th[scope=row] { white-space: normal; }
table.plan td input { width: 6.75rem; min-height: 2.25rem; padding: .2rem .4rem; text-align: end; font-variant-numeric: tabular-nums; font-size: .875rem; }
table.plan td.carried input, table.plan td.carried { color: var(--soft); }
table.plan td.carried input { border-style: dashed; }
table.plan td.changed input { border-color: var(--accent); border-width: 2px; }
table.plan td.changed input[aria-invalid] { border-color: var(--bad); }
table.plan tfoot th, table.plan tfoot td { background: var(--surface); border-top: 1px solid var(--line); font-variant-numeric: tabular-nums; }
table.plan tr.all th, table.plan tr.all td { font-weight: 700; border-top: 2px solid var(--line-strong); }
table.plan .sum { font-weight: 650; padding-left: .6rem; }
table.plan .quarter { background: var(--sunk); padding-left: .5rem; padding-right: .5rem; font-weight: 550; }
form.adding .sum { opacity: .6; }
.answer.mixed { border-left-color: var(--warning); }
.answer table code { white-space: nowrap; background: none; }
section.sheet { overflow: hidden; }
@media (max-width: 640px) { table.plan th[scope=row] { min-width: 7.5rem; font-size: .8125rem; } }
@media (pointer: coarse) { .up a, summary, table.plan td input, .row-card .acts form.press button { min-height: 2.75rem; } summary { padding-block: .6rem; } .up a { display: inline-flex; align-items: center; } }
`
