import { setWorkbench, setWorkbenchTemplate } from '#bots/wecom/api/app.ts'
import { isRefusedContent } from '#bots/wecom/api/faults.ts'
import type { AppConfig } from '#bots/wecom/config.ts'
import type { Wecom } from '#bots/wecom/context.ts'
import { workbench } from '#bots/wecom/limits.ts'
import { cutWidth } from '#bots/wecom/render/bytes.ts'
import { plainLine } from '#bots/wecom/render/markup.ts'
import { texts } from '#bots/wecom/texts.ts'
import type { Card } from '#src/chat/card.ts'
import type { Locale } from '#src/i18n/locale.ts'

/** A figure on the workbench: its name and its value as text. */
export interface KeyFigure {
  readonly key: string
  readonly data: string
}

/** The first four figures of a card: its labelled values, else name and value of the rows of its table. */
export function keyFiguresOf({ blocks }: Card, locale: Locale): readonly KeyFigure[] {
  const facts = blocks.flatMap(block => (block.type === 'facts' ? block.facts : []))
  const rows = blocks.flatMap(block => (block.type === 'table' && block.columns.length >= 2 ? block.rows : []))
  const named = facts.map(({ label, value }) => ({ key: label, data: value }))
  const listed = rows.flatMap(([name, value]) => (name && value ? [{ key: name.text, data: value.text }] : []))
  const all = named.length > 0 ? named : listed
  return all.slice(0, workbench.figures).map(({ key, data }) => ({
    key: cutWidth(plainLine(key[locale]), workbench.keyWidth),
    data: cutWidth(plainLine(data[locale]), workbench.dataWidth),
  }))
}

/** Shows a person their own four figures on the workbench of the client, beside the app's icon; a courtesy that may fail. */
export async function showOnWorkbench(wecom: Wecom, user: string, card: Card, locale: Locale): Promise<void> {
  const { config, deps } = wecom
  const figures = keyFiguresOf(card, locale)
  if (!config.app || figures.length === 0) return
  try {
    await setFigures(wecom, config.app, user, figures)
  } catch (err) {
    deps.log.warn({ err }, 'The figures on the workbench could not be set')
  }
}

/** Where the tile is of another kind yet, it is made one of key figures first, at most once a day. */
async function setFigures(
  { client, deps }: Wecom,
  app: AppConfig,
  user: string,
  figures: readonly KeyFigure[],
): Promise<void> {
  const set = () => setWorkbench(client, app, { user, figures }, deps.pageUrl)
  try {
    await set()
  } catch (error) {
    const day = deps.now().toISOString().slice(0, 10)
    if (!isRefusedContent(error) || !(await deps.claim(`workbench/template/${app.agentId}/${day}`))) throw error
    await setWorkbenchTemplate(client, app, { key: texts.source['zh-CN'], data: '–' }, deps.pageUrl)
    await set()
  }
}

/** At most once in ten minutes for each person (the platform allows ten a minute; judgement: figures change slower). */
export async function mayRefresh({ deps }: Wecom, user: string): Promise<boolean> {
  return deps.claim(`workbench/${user}/${Math.floor(deps.now().getTime() / 600_000)}`)
}
