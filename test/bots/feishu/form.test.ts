import { afterEach, describe, expect, it } from 'vitest'
import { isOpenId } from '#bots/feishu/render/press.ts'
import { addNoteForm, recordForm, setTargetForm } from '#src/cards/entry-forms.ts'
import type { Action } from '#src/chat/card.ts'
import type { BotDeps, Choice, ChoiceSource } from '#src/chat/messenger.ts'
import { ruleForm } from '#src/features/alerts/cards/rule-form.ts'
import { verbatim } from '#src/i18n/locale.ts'
import { faultsOf } from './fake-feishu/card-lint.ts'
import { click } from './fake-feishu/push.ts'
import { type Play, play } from './play.ts'

const type = 'card.action.trigger'
const forms = {
  rule: ruleForm(verbatim('Add a rule')),
  target: setTargetForm,
  note: addNoteForm('2026-11-20'),
  record: recordForm('2026-11-20'),
} as const

/** A company of a size: as many stores and people, and the usual sixty KPIs. */
function choicesOf(size: number): BotDeps['choices'] {
  const lists: Readonly<Record<ChoiceSource, readonly Choice[]>> = {
    kpis: many(60, at => ({
      label: { en: `Measure ${at}`, ja: `指標その${at}`, 'zh-CN': `第${at}个指标` },
      value: `kpi_${at}`,
    })),
    stores: many(size, at => ({ label: verbatim(`跨境旗舰店 第${at}号`), value: `store-${at}` })),
    places: many(size + 6, at => ({ label: verbatim(`跨境旗舰店 第${at}号`), value: `store-${at}` })),
    people: many(size, at => ({ label: verbatim(`Person ${at}`), value: `@person${at}@example.com` })),
  }
  return async source => lists[source].slice(0, 100)
}

function many<T>(count: number, make: (at: number) => T): readonly T[] {
  return Array.from({ length: count }, (_, at) => make(at))
}

describe('a form in a direct chat', () => {
  let stage: Play
  afterEach(() => stage.close())

  const pressed = async (action: Action, size: number, linked: boolean) => {
    const emails = many(size, at => `person${at}@example.com`)
    stage = await play(() => ({}), { choices: choicesOf(size) })
    const { directory } = stage.deps
    Object.assign(directory, { emails: async () => [...emails, 'wei@example.com'] })
    if (linked)
      for (const [at, email] of emails.entries())
        stage.fake.people.set(`ou_person${at}`, { email, name: `Person ${at}`, mentionable: true })
    await stage.event(type, click({ v: 1, direct: true, open: action }, { person: 'ou_wei' }))
    await stage.settle()
    return stage.standing().map(({ content }) => content as Record<string, unknown>)
  }

  const cases = Object.entries(forms).flatMap(([name, action]) =>
    [1, 3, 12, 60, 99, 150].flatMap(size => [true, false].map(linked => [name, size, linked, action] as const)),
  )

  it.each(cases)(
    'is whole and in one message: %s with %i stores and people, linked: %s',
    async (_name, size, linked, action) => {
      const cards = await pressed(action, size, linked)
      const known = { person: isOpenId, image: () => true }

      expect(cards).toHaveLength(1)
      expect(faultsOf(cards[0], known)).toEqual([])
      const form = formOf(cards[0])
      expect(
        form.elements.filter(({ name }) => name !== undefined && name !== 'form_submit').map(({ name }) => name),
      ).toEqual(action.form?.fields.map(({ name }) => name))
      expect(JSON.stringify(form)).not.toContain('i18n_content')
    },
  )

  it('takes a person from the picker of the platform as the person of the company', async () => {
    const [card] = await pressed(forms.rule, 99, true)
    const owner = formOf(card).elements.find(({ name }) => name === 'owner')
    const submit = formOf(card).elements.find(({ name }) => name === 'form_submit')
    expect(owner?.tag).toBe('select_person')

    const [behavior] = (submit?.behaviors ?? []) as { value: object }[]
    const values = { kpi: 'kpi_1', place: 'store-1', kind: 'below', value: '5', owner: 'ou_person7' }
    await stage.event(type, click(behavior?.value ?? {}, { person: 'ou_wei', formValue: values }))
    await stage.settle()

    expect(stage.asked.at(-1)?.line).toBe('rule add kpi_1 store-1 below 5 @person7@example.com')
  })
})

function formOf(card: unknown): { readonly elements: readonly Record<string, unknown>[] } {
  const { body } = card as { body: { elements: Record<string, unknown>[] } }
  const form = body.elements.find(({ tag }) => tag === 'form')
  if (!form) throw new Error('there is no form')
  return form as never
}
