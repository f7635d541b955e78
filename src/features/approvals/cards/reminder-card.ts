import { demoTitled } from '#src/cards/titles.ts'
import type { Card } from '#src/chat/card.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'
import { proposalTitle, proposedGoal, type ShownProposal } from './proposal-card.ts'

const texts = {
  waits: {
    en: 'Still waits for you: {goal}. Without an answer it expires {time}.',
    ja: '承認をお待ちしています：{goal}（期限{time}）',
    'zh-CN': '仍待您审批：{goal}（{time}到期）',
  },
  show: { en: 'Show and decide', ja: '確認して承認', 'zh-CN': '查看并审批' },
} satisfies Record<string, Localized>

/** Reminds of a proposal; the card with the buttons stands above, or comes by the button. */
export function reminderCard(shown: ShownProposal): Card {
  const { proposal, zone, now } = shown
  const time = formatDateTime(proposal.expiresAt, zone, { readOn: now })
  return {
    title: demoTitled(proposalTitle(shown), proposal.demo),
    tone: 'warning',
    blocks: [
      { type: 'text', text: fill(texts.waits, { goal: proposedGoal(shown), time }) },
      { type: 'mention', people: shown.asked },
      { type: 'actions', actions: [{ label: texts.show, line: `target proposals ${proposal.id}`, style: 'primary' }] },
    ],
  }
}
