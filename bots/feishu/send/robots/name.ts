/** Conversations of group robots are named `robot:` and what the administrator calls them. */
export const robotPrefix = 'robot:'

/** The conversation of a robot. */
export function robotChannel(name: string): string {
  return `${robotPrefix}${name}`
}
