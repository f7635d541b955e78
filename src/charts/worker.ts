/** The worker thread of `createPainter`. */
export { draw } from './draw.ts'
