import { join } from 'node:path'
import { projectRoot } from '#src/paths.ts'

/**
 * What Node is started with to run one of our programs (`src/main.ts`, `src/cli.ts`) in a process of its own: the source,
 * or what was built from it where `TEST_BUILT=1` says that it is up to date. That starts in a tenth of the processor time.
 */
export function programWords(program: `src/${string}.ts`): readonly string[] {
  if (process.env.TEST_BUILT !== '1') return ['--conditions=source', '--import', 'tsx', join(projectRoot, program)]
  return ['--enable-source-maps', join(projectRoot, 'dist', program.replace(/\.ts$/, '.js'))]
}
