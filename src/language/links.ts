/** Slack's `<address|label>` and Markdown's `[label](address)`, as clients put them in place of what was typed. */
const links =
  /<((?:https?:\/\/|mailto:|tel:)[^>|\s]+)\|([^>]+)>|\[([^[\]\n]+)\]\(((?:https?:\/\/|mailto:|tel:)[^()\s]+)\)/giu

/** Takes back links that a client made of addresses: only where the label is the address itself. */
export function withoutMadeLinks(line: string): string {
  return line.replace(links, (all, slackAddress?: string, slackLabel?: string, label?: string, address?: string) => {
    const [shown = '', target = ''] = [slackLabel ?? label, slackAddress ?? address]
    return bare(shown) === bare(target) ? shown : all
  })
}

function bare(address: string): string {
  return address
    .toLowerCase()
    .replace(/^(?:https?:\/\/|mailto:|tel:)/, '')
    .replace(/\/$/, '')
}
