/** The look of boards, on top of that of all pages: wide where there is room, two columns of tiles on a phone. */
export const boardStyle = `
:root {
  --chart-paper: light-dark(#ffffff, #1e2530); --chart-ink: var(--text); --chart-text: light-dark(#46515f, #b9c4d2);
  --chart-muted: light-dark(#5d6876, #a3afbf); --chart-faint: light-dark(#aab2bd, #5a6675); --chart-grid: light-dark(#e6e9ee, #2d3643);
  --chart-zero: light-dark(#98a1ae, #677486); --chart-main: light-dark(#0b62b0, #6cb6ff); --chart-dim: light-dark(#a3abb6, #6e7989);
  --chart-fan: light-dark(#d9e6f3, #22364c); --chart-compare-1: light-dark(#87919e, #8c98a8); --chart-compare-2: light-dark(#96608e, #d59acb);
  --chart-compare-3: light-dark(#5c7d3d, #9cc577); --chart-compare-4: light-dark(#2d7d86, #6fc3cd);
  --chart-target: light-dark(#7a4b12, #e0b070); --chart-target-band: light-dark(#f3e7d3, #3a2f1d);
  --chart-good: light-dark(#00795c, #4fd3ac); --chart-bad: light-dark(#c04a00, #ff9b62);
  --chart-weekend: light-dark(#f4f5f8, #232b37); --chart-holiday: light-dark(#fbe9e4, #3b2620); --chart-holiday-text: light-dark(#a1452c, #f0a48f);
  --chart-event: light-dark(#e5f0e8, #1f3327); --chart-event-text: light-dark(#37704b, #8fd0a5);
  --chart-note: light-dark(#4a3a8c, #a99bea); --chart-note-rule: light-dark(#b9b1dc, #5d5490);
  --up: light-dark(#006a96, #4ab0dc); --down: light-dark(#c04a00, #f0823c);
}
body.board { line-height: 1.5; }
body.board main { max-width: 76rem; padding: .75rem 1rem calc(3rem + env(safe-area-inset-bottom)); }
main:focus { outline: none; }
.skip { position: absolute; left: -999px; }
.skip:focus { left: .5rem; top: .5rem; z-index: 9; background: var(--surface); padding: .5rem .75rem; border-radius: 8px; }
.sr { position: absolute; width: 1px; height: 1px; margin: -1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
nav.top { display: flex; justify-content: space-between; align-items: center; gap: 1rem; max-width: 76rem; margin: 0 auto; padding: .35rem 1rem 0; }
nav.top a { color: var(--text); text-decoration: none; display: inline-flex; align-items: center; min-height: 2.75rem; }
nav.top .brand { font-weight: 700; }
nav.top .links { display: flex; gap: 1.1rem; }
nav.top a:hover, .tile:hover .name { text-decoration: underline; }
.board-head { display: flex; flex-wrap: wrap; justify-content: space-between; align-items: center; gap: .5rem 1rem; margin: .25rem 0 .5rem; }
.board-head h1 { margin: 0; overflow-wrap: anywhere; }
.board-head .row { margin: 0; }
.board-head .row > * { flex: 0 0 auto; }
a.button, .board-head button { min-height: 2.5rem; padding: .4rem .85rem; }
.filters { display: flex; flex-wrap: wrap; align-items: center; gap: .25rem .75rem; margin: 0 0 .5rem; }
.chips { display: flex; gap: .4rem; overflow-x: auto; scrollbar-width: none; max-width: 100%; padding: 3px; margin: -3px; }
.chip { flex: none; min-height: 2.5rem; display: inline-flex; align-items: center; padding: 0 .85rem; border: 1px solid var(--line-strong); border-radius: 99px; color: var(--text); text-decoration: none; font-size: .9375rem; background: var(--surface); }
.chip[aria-current] { background: var(--accent-ground); border-color: var(--accent-ground); color: #fff; font-weight: 600; }
.filters .period { margin: 0; color: var(--soft); font-size: .875rem; }
details.filter { flex: 1 1 100%; }
summary { cursor: pointer; color: var(--accent); padding: .5rem 0; width: fit-content; min-height: 2.5rem; }
details.filter form { background: var(--surface); border: 1px solid var(--line); border-radius: 12px; padding: .25rem 1rem 1rem; margin: 0 0 .5rem; }
.fields { display: grid; grid-template-columns: repeat(auto-fill, minmax(9.5rem, 1fr)); gap: 0 .75rem; }
.fields label { margin-top: .75rem; }
.trust { color: var(--soft); font-size: .875rem; margin: 0 0 .75rem; }
.trust p { margin: 0 0 .15rem; }
.trust .pace { color: var(--text); font-size: 1rem; margin-bottom: .35rem; }
section.plain { background: none; border: 0; padding: 0; }
h2.quiet { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }
.tiles { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(10.25rem, 1fr)); gap: .6rem; }
.tiles li { display: flex; }
.tile { flex: 1; min-width: 0; display: flex; flex-direction: column; gap: .1rem; padding: .7rem .8rem .75rem; background: var(--surface); border: 1px solid var(--line); border-radius: 12px; color: var(--text); text-decoration: none; }
.tile[aria-current] { border-color: var(--accent); box-shadow: inset 0 0 0 1px var(--accent); }
.tile .name { color: var(--soft); font-size: .875rem; line-height: 1.35; min-height: 1.35em; text-wrap: balance; }
.tile .value { font-size: 1.5rem; font-weight: 650; line-height: 1.25; font-variant-numeric: tabular-nums; letter-spacing: -.01em; overflow-wrap: anywhere; }
.tile .value.long { font-size: 1.25rem; line-height: 1.5; } .tile .value.longest { font-size: 1rem; line-height: 1.875; }
.tile .value:not(.words) { white-space: nowrap; } .tile .value.words { font-size: .9375rem; line-height: 1.35; font-weight: 600; }
.tile .change { font-size: .875rem; font-variant-numeric: tabular-nums; min-height: 1.5em; }
.tile .than { color: var(--soft); font-size: .8125rem; white-space: nowrap; }
.tile .spark { width: 100%; height: 2rem; margin: .2rem 0 .1rem; overflow: visible; }
.spark .line { fill: none; stroke: var(--chart-main); stroke-width: 1.75; stroke-linejoin: round; stroke-linecap: round; vector-effect: non-scaling-stroke; }
.spark .aim { fill: none; stroke: var(--chart-target); stroke-width: 1; stroke-dasharray: 3 3; vector-effect: non-scaling-stroke; }
.spark .end { fill: none; stroke: var(--chart-main); stroke-width: 6; stroke-linecap: round; vector-effect: non-scaling-stroke; }
.bar { width: 100%; height: 4px; margin: .15rem 0; border-radius: 2px; }
.bar rect { fill: var(--line); } .bar .part { fill: var(--accent); }
.bar-good .part { fill: var(--good); } .bar-warning .part { fill: var(--warning); } .bar-bad .part { fill: var(--bad); }
.tile .goal { color: var(--soft); font-size: .8125rem; font-variant-numeric: tabular-nums; }
.tile .goal b { white-space: nowrap; }
.badges { display: flex; flex-wrap: wrap; gap: .25rem; margin-top: auto; padding-top: .35rem; }
.badge { font-size: .75rem; line-height: 1.4; padding: .05rem .4rem; border-radius: 5px; background: var(--sunk); color: var(--soft); border: 1px solid var(--line); }
.badge.warning { background: var(--warning-soft); color: var(--warning); border-color: transparent; }
.dim { color: var(--soft); }
.head { display: flex; justify-content: space-between; align-items: baseline; gap: 1rem; }
.lead { color: var(--text); }
.chart { position: relative; min-height: 300px; margin: 0 -.25rem; touch-action: pan-y; }
.chart svg { display: block; width: 100%; height: auto; font-family: inherit; }
.chart .cursor { stroke: var(--accent); stroke-width: 2; }
.chart .loading { padding: 8rem 0; text-align: center; }
.tip { position: absolute; top: 0; pointer-events: none; max-width: 15rem; background: var(--surface); border: 1px solid var(--line-strong); border-radius: 8px; padding: .4rem .6rem; font-size: .8125rem; box-shadow: 0 4px 16px rgb(0 0 0 / .15); z-index: 2; }
.tip b { display: block; } .tip dl { grid-template-columns: max-content minmax(0, 1fr); gap: 0 .6rem; }
.tip dd { text-align: end; font-variant-numeric: tabular-nums; overflow-wrap: anywhere; }
.scroll { overflow: auto; max-width: 100%; max-height: 34rem; margin: 0 -1rem -1rem; padding: 0 1rem; border-radius: 0 0 12px 12px; }
.scroll table { font-size: .875rem; overflow-wrap: normal; border-collapse: separate; border-spacing: 0; }
.scroll thead th { position: sticky; top: 0; background: var(--surface); z-index: 1; vertical-align: bottom; }
.scroll th[scope=row] { font-weight: 500; overflow-wrap: anywhere; }
#day .scroll th[scope=row] { min-width: 9.5rem; } .close { white-space: nowrap; }
@media (scripting: none) { .chart { display: none; } }
.trust .not-over { color: var(--text); }
.scroll tbody td { vertical-align: middle; }
.scroll th[scope=row] a { display: flex; align-items: center; min-height: 2.75rem; margin: -.35rem 0; }
.scroll tr[aria-current] > * { background: var(--sunk); }
.offline { position: sticky; top: 0; z-index: 5; display: flex; flex-wrap: wrap; align-items: center; justify-content: space-between; gap: .25rem 1rem; padding: .5rem 1rem; background: var(--warning-soft); color: var(--text); border-bottom: 2px solid var(--warning); }
.offline p { margin: 0; } .offline .button { min-height: 2.75rem; margin: 0; }
body[data-kept] .tiles .value { opacity: .75; }
#stores, #scorecard { content-visibility: auto; contain-intrinsic-size: auto 36rem; }
table.wide th:first-child, table.heat th:first-child { position: sticky; left: -1rem; background: var(--surface); z-index: 1; min-width: 9.5rem; max-width: 13rem; padding-left: 1rem; margin-left: -1rem; }
table.wide thead th:first-child, table.heat thead th:first-child { z-index: 2; }
table.wide td, table.wide th.number { padding-left: .9rem; }
.scroll td.number, .scroll th.number { white-space: nowrap; }
.scroll th.number { white-space: normal; min-width: 5.5rem; }
td small { display: block; font-size: .75rem; }
.scroll.inner td:first-child { min-width: 8.5rem; } .scroll.inner td + td { padding-left: .9rem; }
.scroll.inner, .scroll:not(:last-child) { margin-bottom: .75rem; border-radius: 0; }
.scroll.inner section { border: 0; padding: 0; margin: 0; background: none; }
table.heat { border-spacing: 2px; font-variant-numeric: tabular-nums; }
table.heat td { text-align: end; padding: .3rem .35rem; min-width: 2.9rem; border: 0; border-radius: 4px; font-size: .75rem; white-space: nowrap; }
table.heat th { border: 0; padding: .3rem .35rem; } table.heat thead th { font-weight: 500; font-size: .75rem; text-align: end; }
table.heat thead th:first-child { text-align: start; }
abbr[title] { text-decoration: none; }
.up1 { background: color-mix(in srgb, var(--up) 14%, transparent); } .up2 { background: color-mix(in srgb, var(--up) 30%, transparent); } .up3 { background: color-mix(in srgb, var(--up) 48%, transparent); }
.down1 { background: color-mix(in srgb, var(--down) 14%, transparent); } .down2 { background: color-mix(in srgb, var(--down) 28%, transparent); } .down3 { background: color-mix(in srgb, var(--down) 42%, transparent); }
.legend { display: flex; flex-wrap: wrap; align-items: center; gap: .3rem; } .legend .key { width: 1.1rem; height: .9rem; border-radius: 3px; }
.legend span:last-child { margin-left: .5rem; }
ul.links { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(14rem, 1fr)); gap: 0 1.25rem; }
ul.links li { border-bottom: 1px solid var(--line); }
form.own section > input:not([type=checkbox]) { max-width: 34rem; }
.own .fields { grid-template-columns: repeat(auto-fill, minmax(12rem, 1fr)); }
.days table { max-width: 46rem; }
.score section { border: 0; padding: 0; margin: 1rem 0 0; background: none; }
.chart > svg { overflow: visible; }
form.own section > label:first-child, fieldset .fields label { margin-top: .4rem; }
ul.links a, a.wide { display: inline-flex; align-items: center; min-height: 2.75rem; padding: .4rem 0; line-height: 1.35; }
section.lead-link { padding: .25rem 1rem; }
dialog { border: 1px solid var(--line-strong); border-radius: 12px; background: var(--surface); color: var(--text); width: min(28rem, calc(100vw - 2rem)); padding: 1rem; }
dialog::backdrop { background: rgb(0 0 0 / .45); }
dialog h2 { margin-bottom: .25rem; }
.ticks { display: grid; grid-template-columns: repeat(auto-fill, minmax(13rem, 1fr)); gap: 0 1rem; }
button.danger { color: var(--bad); border-color: var(--bad); }
@media (pointer: coarse) { .chip, summary, a.button, .board-head button { min-height: 2.75rem; } summary { padding: .65rem 0; } }
@media (min-width: 60rem) { .tiles { grid-template-columns: repeat(auto-fill, minmax(12.5rem, 1fr)); gap: .75rem; } }
@media (min-width: 100rem) { body.board main, nav.top { max-width: 108rem; } .tiles { grid-template-columns: repeat(auto-fill, minmax(16rem, 1fr)); } }
@media (prefers-reduced-motion: no-preference) { html { scroll-behavior: smooth; } }
@media print { nav.top, .filters, footer, .skip, #write { display: none; } .scroll { max-height: none; overflow: visible; } }
`
