import { join } from 'node:path'
import { projectRoot } from '#src/paths.ts'

/** Where `TEST_BUILT=1` says that `dist` is up to date. */
const isBuilt = process.env.TEST_BUILT === '1'

/** What Node is told so that `#src/…` leads to the source, or to what was built from it: that starts in a tenth of the processor time. */
export const sourceWords: readonly string[] = isBuilt
  ? ['--enable-source-maps']
  : ['--conditions=source', '--import', 'tsx']

/** What Node is started with to run one of our programs (`src/main.ts`, `test/…/sync-process.ts`) in a process of its own. */
export function programWords(program: `${'src' | 'test'}/${string}.ts`): readonly string[] {
  return [
    ...sourceWords,
    isBuilt ? join(projectRoot, 'dist', program.replace(/\.ts$/, '.js')) : join(projectRoot, program),
  ]
}
