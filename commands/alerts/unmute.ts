import { defineCommand } from '#src/contracts/command.ts'
import { endMeantMutes, shownMute, unmutedCard } from '#src/features/alerts/index.ts'

/** Ends mutes early, by what they are about: what lasts is announced then. */
export const unmute = defineCommand({
  name: 'unmute',
  aliases: {
    en: ['unsilence', 'end mute'],
    ja: ['ミュート解除', 'ミュートを解除', '通知再開'],
    'zh-CN': ['取消静音', '解除静音', '恢复通知'],
  },
  summary: {
    en: 'End a mute early',
    ja: 'ミュートを解除する',
    'zh-CN': '提前取消静音',
  },
  examples: {
    en: ['unmute acos rakuten', 'unmute us', 'unmute #3'],
    ja: ['ミュート解除 acos 楽天', 'ミュート解除 米国', 'ミュート解除 #3'],
    'zh-CN': ['取消静音 acos 乐天', '取消静音 美国', '取消静音 #3'],
  },
  role: 'operator',
  undoable: true,
  takes: { kpis: true, places: true, amounts: true, ids: true },
  async run(words, context) {
    const ended = await endMeantMutes(words, context)
    return { cards: [unmutedCard(ended.map(one => shownMute(one, context)))] }
  },
})
