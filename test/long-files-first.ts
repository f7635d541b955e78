import { BaseSequencer, type TestSpecification } from 'vitest/node'

/** Files that take tens of seconds: last they would keep one worker busy while the others have nothing left to do. */
const long = [
  'test/http/connect/',
  'test/http/leaks/',
  'test/http/settings/look',
  'test/http/boards/offline',
  'test/bots/slack/whole/',
  'test/features/delivery/harness',
  'test/features/delivery/outage',
  'test/features/sync/processes',
  'test/features/causes/why',
  'test/features/conversation/scope',
  'test/process',
]

const isLong = ({ moduleId }: TestSpecification) => long.some(path => moduleId.includes(path))

/** The long ones, then the rest, the largest first. */
export class LongFilesFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const sorted = await super.sort(files)
    const rank = (file: TestSpecification) => (isLong(file) ? 0 : 1)
    return sorted.sort((a, b) => rank(a) - rank(b))
  }
}
