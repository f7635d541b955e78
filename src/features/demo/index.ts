export { isDemo, loadDemo, removeDemo } from './load.ts'
export { demoMarket } from './market.ts'
