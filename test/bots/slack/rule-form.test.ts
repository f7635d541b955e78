import { afterEach, describe, expect, it } from 'vitest'
import { packAction } from '#bots/slack/render/pack.ts'
import type { RuleDraft } from '#src/domain/rules/rule.ts'
import { ruleForm } from '#src/features/alerts/cards/rule-form.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { openSlackUnderTest, payloads, type SlackUnderTest } from './slack-under-test.ts'

let desk: SlackUnderTest
afterEach(() => desk.close())

const opened = () => desk.slack.world.views.at(-1)?.view ?? {}
const chosen = (name: string, value: string) => ({
  [`field:${name}`]: { [name]: { type: 'static_select', selected_option: { value } } },
})

const long: RuleDraft = {
  ...{ kpiId: 'cancel_rate_seller', place: 'store:a-store-with-quite-a-long-name', eachStore: false },
  ...{ parameters: { kind: 'streak', days: 3, share: 0.85 }, severity: 'critical', owner: { id: 1, name: 'Mei' } },
  ...{ activeHours: { from: 9, to: 18, workdays: true }, hysteresis: 0.1, forDays: 1 },
}

describe('the form of a rule in Slack', () => {
  it.each(['en', 'ja', 'zh-CN'] as const)('fits a button in %s, also where it is filled in', async locale => {
    desk = await openSlackUnderTest()

    const value = packAction(ruleForm(verbatim('Change'), long), locale)

    expect(value).toContain('"i":"9:00-18:00 workdays"')
    expect(value).toContain('"i":"85"')
  })

  it.each(['en', 'ja', 'zh-CN'] as const)('opens with all of its blanks in %s, and types the rule', async locale => {
    desk = await openSlackUnderTest(() => ({}), { languageOf: async () => locale })
    const value = packAction(ruleForm(verbatim('Add')), locale)
    expect(value).not.toBe(null)

    await desk.send(payloads.press(desk.slack, value ?? ''))
    await desk.settled()
    const { callback_id, private_metadata, blocks } = opened()
    await desk.send(
      payloads.submit(
        { callback_id, private_metadata },
        {
          ...{ ...chosen('kpi', 'sales'), ...chosen('place', 'market:jp'), ...chosen('kind', 'below target') },
          ...{ ...chosen('days', '3 days'), ...chosen('severity', 'critical') },
          ...chosen('hours', '9:00-18:00 workdays'),
          'field:value': { value: { type: 'number_input', value: '80' } },
        },
      ),
    )
    await desk.settled()

    expect(blocks).toHaveLength(9)
    expect(desk.service.asked).toMatchObject([
      { line: 'rule add sales market:jp below target 80 3 days critical 9:00-18:00 workdays', via: 'form' },
    ])
  })
})
