import type { Command } from '#src/services/command.ts'
import { compare } from './compare.ts'
import { note } from './note.ts'
import { status } from './status.ts'
import { target } from './target.ts'
import { trend } from './trend.ts'

/** Every verb of the command language, in the order of help. */
export const commands: readonly Command[] = [status, trend, compare, target, note]
