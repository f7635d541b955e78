export { createFigures } from './create.ts'
