export { causeText, partsText, signedShort } from './cards/cause-text.ts'
export { explainMovers } from './explain-movers.ts'
export { explainTotal } from './explain-total.ts'
