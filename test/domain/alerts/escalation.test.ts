import { describe, expect, it } from 'vitest'
import { changedWaits, defaultWaits, nextStep, parseWaits } from '#src/domain/alerts/escalation.ts'

const all = ['warning', 'bad', 'critical']

describe('waits that somebody types', () => {
  it.each([
    ['owner 30m manager 2h admin 4h', all, { owner: 30, manager: 120, administrator: 240 }],
    ['critical owner: 15 minutes, mail off', ['critical'], { owner: 15, mail: null }],
    [
      '负责人30分钟 主管 2小时 管理员 1个工作日 邮件 关闭',
      all,
      { owner: 30, manager: 120, administrator: 540, mail: null },
    ],
    ['严重 负责人 15分', ['critical'], { owner: 15 }],
    ['担当者 30分 マネージャー 1.5時間 管理者 2営業日', all, { owner: 30, manager: 90, administrator: 1_080 }],
    ['重大 担当 ３０分 メール なし', ['critical'], { owner: 30, mail: null }],
    ['重要 担当 1時間', ['bad'], { owner: 60 }],
    ['warning important manager 1d', ['bad', 'warning'], { manager: 540 }],
  ])('“%s”', (text, severities, steps) => {
    expect(parseWaits(text)).toEqual({ severities, steps })
  })

  it.each(['', 'owner', 'owner soon', 'owner 30 parsecs', 'owner 0m', 'manager 11d', '30m'])(
    '“%s” means nothing',
    text => {
      expect(parseWaits(text)).toBeNull()
    },
  )

  it('change the named alerts and steps only', () => {
    const waits = changedWaits(defaultWaits, { severities: ['critical'], steps: { owner: 15, mail: null } })

    expect(waits.critical).toEqual({ ...defaultWaits.critical, owner: 15, mail: null })
    expect(waits.bad).toEqual(defaultWaits.bad)
  })
})

describe('the next step', () => {
  it('follows the chain and leaves out what is switched off', () => {
    const waits = changedWaits(defaultWaits, { severities: ['bad'], steps: { manager: null, mail: null } })

    expect(nextStep(waits, 'bad', 0)).toEqual({ number: 1, step: 'owner', minutes: 120 })
    expect(nextStep(waits, 'bad', 1)).toEqual({ number: 3, step: 'administrator', minutes: 240 })
    expect(nextStep(waits, 'bad', 3)).toBeNull()
    expect(nextStep(waits, 'critical', 1)?.step).toBe('manager')
  })
})
