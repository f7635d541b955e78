import type { DirectoryVerb } from './directory.ts'

/** Named secrets of one messenger. Values are never logged. */
export interface Vault {
  put(name: string, value: string): Promise<void>
  find(name: string): Promise<string | null>
  list(): Promise<readonly string[]>
  remove(name: string): Promise<void>
}

/** A step of setting a messenger up, such as printing a manifest. */
export interface BotTool {
  readonly name: string
  /** In English, for the shell. */
  readonly summary: string
  /** @throws ConfigError or StartError when something is missing. */
  run(words: readonly string[], context: BotToolContext): Promise<void>
}

export interface BotToolContext {
  readonly env: Readonly<Record<string, string | undefined>>
  readonly publicUrl: string
  readonly commands: readonly DirectoryVerb[]
  readonly print: (text: string) => void
  /** What is stored for the messenger; absent where there is no database. */
  readonly store?: ToolStore
}

/** Credentials, as `BotDeps.vault`, and groups. */
export interface ToolStore {
  readonly vault: Vault
  readonly groups: ToolGroups
}

/** Groups of a messenger that does not tell by itself where it is. `channel` is the platform's id. */
export interface ToolGroups {
  list(): Promise<readonly { readonly channel: string; readonly name: string }[]>
  /** Stores a group that nobody has written in yet; one that is known keeps what it has. */
  add(channel: string, name: string): Promise<void>
  /** Runs a line as the administrator inside the group, and prints the answer. */
  say(channel: string, line: string): Promise<void>
}
