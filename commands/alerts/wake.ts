import { defineCommand } from '#src/contracts/command.ts'
import { wakeMeant } from '#src/features/alerts/index.ts'

/** Ends a snooze early: the alert waits for somebody again, or goes on with whoever has it. */
export const wake = defineCommand({
  name: 'wake',
  aliases: {
    en: ['unsnooze', 'wake up', 'end snooze'],
    ja: ['スヌーズ解除', 'スヌーズを解除'],
    'zh-CN': ['取消稍后提醒', '取消稍后', '取消推迟', '恢复提醒'],
  },
  summary: { en: 'End a snooze early', ja: 'スヌーズを解除する', 'zh-CN': '提前结束稍后提醒' },
  examples: {
    en: ['wake 42', 'unsnooze 42'],
    ja: ['スヌーズ解除 42'],
    'zh-CN': ['取消稍后 42', '恢复提醒 42'],
  },
  role: 'operator',
  lasting: true,
  takes: { ids: true },
  run: wakeMeant,
})
