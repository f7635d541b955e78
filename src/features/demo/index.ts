export { type DemoOptions, isDemo, loadDemo, removeDemo } from './load.ts'
