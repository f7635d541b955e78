/** The look of settings, on top of the look of all pages: a list of pages beside them where there is room. */
export const style = `
.settings main { max-width: 68rem; }
.settings.wide main { max-width: 96rem; }
.columns { display: block; }
.side { display: none; }
.up { margin: 0 0 .75rem; }
.up a { display: inline-block; padding: .35rem 0; text-decoration: none; }
h2.quiet { color: var(--soft); font-size: .9375rem; font-weight: 600; margin: 1.25rem 0 .5rem; }
@media (min-width: 860px) {
  .columns { display: grid; grid-template-columns: 13rem minmax(0, 1fr); gap: 2rem; align-items: start; }
  .side { display: block; position: sticky; top: 1rem; }
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
.shown section + section { margin-top: .9rem; padding-top: .75rem; border-top: 1px solid var(--line); border-radius: 0; }
.shown section p { margin-bottom: .1rem; }
.shown table, .scroll table { overflow-wrap: normal; }
th .help { font-weight: 400; }
td button { white-space: nowrap; }
@media (max-width: 480px) { .row form.press button { width: 100%; } }
button.danger { color: var(--bad); border-color: var(--bad); }
.scroll { overflow-x: auto; }
.scroll table { min-width: 32rem; }
td form.press button { min-height: 2.25rem; padding: .25rem .7rem; }
`
