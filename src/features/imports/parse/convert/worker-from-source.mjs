// Loads the worker from its TypeScript source in development and tests; dist/ has worker.js and needs no loader.
import { register } from 'tsx/esm/api'

register()
await import('./worker.ts')
