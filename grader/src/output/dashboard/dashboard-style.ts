/** How the dashboard looks beside what all pages share. */
export const dashboardStyle = `
main { max-width: 82rem; margin: 0 auto; padding: 2rem 1.25rem 5rem }
nav { display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: .6rem 0 1.4rem }
nav a { text-decoration: none; padding: .15rem 0 } nav a:hover { text-decoration: underline }
section { scroll-margin-top: 1rem }
small { font-size: .6em; color: var(--soft); font-weight: 400 }
dl.tiles { display: grid; grid-template-columns: repeat(auto-fit, minmax(7.5rem, 1fr)); gap: .8rem; margin: 0 }
dl.tiles div { background: var(--card); border-radius: 8px; padding: .7rem 1rem }
dl.tiles dt { color: var(--soft); font-size: .85rem } dl.tiles dd { margin: 0; font-size: 1.6rem; font-weight: 600; font-variant-numeric: tabular-nums }
.spread { margin: 1.6rem 0 .4rem; max-width: 46rem }
.spread svg { display: block; width: 100%; height: 8rem; fill: var(--bar); border-bottom: 1px solid var(--soft) }
.spread div { display: grid; grid-template-columns: repeat(10, 1fr); text-align: center; font-size: .8rem; min-height: 1.3em; font-variant-numeric: tabular-nums }
.spread i { font-style: normal }
@media (max-width: 44rem) { .spread i { display: none } .spread div { text-align: left } }
td:has(.bar) { white-space: nowrap } .bar { display: inline-block; width: 7rem; height: .7em; border-radius: 3px; background: linear-gradient(var(--bar), var(--bar)) 0 / var(--w) 100% no-repeat var(--card) }
.badge { border: 1px solid var(--line); border-radius: 4px; padding: 0 .35em; font-size: .8em; color: var(--soft) }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: .2rem 1.4rem; margin: 0 }
dl.facts dt { color: var(--soft) } dl.facts dd { margin: 0 }
summary { cursor: pointer; padding: .2rem 0 }
@media (max-width: 44rem) { .rows table { min-width: 32rem } .bar { width: 3.5rem } }
details ul, details p { margin: .2rem 0 .6rem }
ol.clusters { list-style: none; margin: 0; padding: 0; display: grid; grid-template-columns: repeat(auto-fill, minmax(min(100%, 26rem), 1fr)); gap: 1rem }
ol.clusters > li { background: var(--card); border-radius: 8px; padding: .7rem 1.1rem; min-width: 0 }
.clusters h3 { margin: 0 0 .3rem } .clusters h3 .quiet { font-weight: 400 } .clusters p { margin: .2rem 0 }
.clusters .said { white-space: pre-wrap } .clusters b { font-weight: 500; color: var(--soft) }
.clusters dl { display: grid; grid-template-columns: max-content 1fr; gap: 0 .8rem; margin: .3rem 0 } .clusters dt { color: var(--soft) } .clusters dd { margin: 0; min-width: 0 }
.clusters code { white-space: pre-wrap; font-size: .85rem }
.legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.2rem; margin: 0 0 .8rem; padding: 0 }
.sign { display: inline-block; min-width: 1.7em; text-align: center; border-radius: 3px; color: var(--good) }
.matrix { overflow-y: auto; max-height: 85vh; width: fit-content; max-width: 100%; border: 1px solid var(--line); border-radius: 8px }
.matrix table { border-collapse: separate; border-spacing: 0; font-size: .82rem; line-height: 1.75rem }
.matrix td, .matrix th { padding: 0 .3em; min-width: 1.9em; text-align: center; border-bottom: 1px solid var(--line); white-space: nowrap }
.matrix td { color: var(--good) }
.matrix .f { border-left: 1px solid var(--line) }
.matrix thead th { position: sticky; top: 0; z-index: 2; background: var(--card); font-weight: 500 }
.matrix thead tr + tr th { top: calc(1.75rem + 1px) }
.matrix thead span { display: block; width: 0; min-width: 100%; overflow: hidden; text-overflow: ellipsis; text-align: left }
.matrix .s { position: sticky; left: 0; z-index: 1; background: var(--card); text-align: left; font-weight: 400; padding: 0 .8em; border-right: 1px solid var(--line) }
.matrix .s > span { display: block; max-width: 16em; overflow: hidden; text-overflow: ellipsis }
.matrix thead .s { z-index: 3; vertical-align: bottom }
.matrix .t { text-align: right; padding: 0 .8em; vertical-align: bottom } .matrix td.t { color: var(--ink); font-variant-numeric: tabular-nums }
.sign.w, .matrix .w { color: var(--bad); background: var(--bad-back) }
.sign.e, .matrix .e { color: var(--warn); background: var(--warn-back) }
.sign.x, .matrix .x { color: var(--soft) }
.sign.i, .matrix .i { color: var(--paper); background: var(--link) }
.matrix tbody tr:hover td, .matrix tbody tr:hover th { border-bottom-color: var(--ink) }
@media (max-width: 44rem) { .matrix .s > span { max-width: 7.5em } .matrix .s { padding: 0 .5em } }
.matrix::after { margin-left: 0 }
@media print { .matrix { max-height: none } }
`;
