import { bots } from '#bots/index.ts'
import type { BotFactory } from '#src/chat/messenger.ts'
import type { Config, Env } from './config.ts'
import { ConfigError } from './errors.ts'

/** A messenger that is configured, ready to be created. */
export interface Chosen {
  readonly factory: BotFactory
  readonly config: unknown
}

/**
 * Which messengers are configured, and whether the demo is on: by default when there is neither a messenger nor a
 * database of one's own. All problems are told at once.
 */
export function chooseBots(env: Env, config: Config, kept: Kept): { chosen: readonly Chosen[]; demo: boolean } {
  const own = readBots({ ...env, DEMO: '0' }, kept)
  const demo = config.demo ?? (own.length === 0 && config.databaseUrl === null)
  return { chosen: demo ? readBots({ ...env, DEMO: '1' }, kept) : own, demo }
}

/** What each messenger keeps in its vault, by name. */
type Kept = ReadonlyMap<string, readonly string[]>

function readBots(env: Env, kept: Kept): readonly Chosen[] {
  const { chosen, problems } = readEachBot(env, kept)
  if (problems.length > 0) throw new ConfigError(problems)
  return chosen
}

/** Every messenger by itself: those that can be used, and what is wrong with the others. */
export function readEachBot(
  env: Env,
  kept: Kept,
): { readonly chosen: readonly Chosen[]; readonly problems: readonly string[] } {
  const problems: string[] = []
  const chosen: Chosen[] = []
  for (const factory of bots) {
    try {
      const config = factory.readConfig(env, kept.get(factory.id))
      if (config !== null) chosen.push({ factory, config })
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      problems.push(...error.problems)
    }
  }
  return { chosen, problems }
}

/** The page that one of the messengers is, as people reach it from elsewhere; `null`: none, or this machine alone. */
export function pageOf(chosen: readonly Chosen[], publicUrl: string): string | null {
  const path = chosen.find(bot => bot.factory.pagePath !== undefined)?.factory.pagePath
  const local = /^(localhost|127\.|0\.0\.0\.0$|\[::)/.test(new URL(publicUrl).hostname)
  return path === undefined || local ? null : `${publicUrl}${path}`
}
