import { marketLabel, platformLabel } from '#src/domain/place-names.ts'
import { listChannels, listPeople } from '#src/features/people/index.ts'
import { sees } from '#src/features/stores/index.ts'
import { html } from '#src/http/page/html.ts'
import { channelsOf } from '#src/http/settings/channels-of.ts'
import type { Section } from '#src/http/settings/view.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized } from '#src/i18n/locale.ts'

/** Who sees which store: each store with the people and groups that it is open to. */
export const scopesSection: Section = {
  id: 'scopes',
  title: { en: 'Who sees what', ja: '閲覧範囲', 'zh-CN': '可见范围' },
  about: { en: 'Each store with its readers', ja: '店舗ごとの閲覧者', 'zh-CN': '各店铺的可见人员' },
  line: 'people',
  role: 'administrator',
  state: async ({ context }) => ({
    text: fill(texts.count, { count: formatCount(context.caller.stores.length) }),
    tone: context.caller.stores.length > 0 ? 'fine' : 'missing',
  }),
  body: async view => {
    const { parts, context, locale, person } = view
    const people = (await listPeople(parts.db)).filter(one => one.demo === person.demo)
    const groups = channelsOf(person, await listChannels(parts.db), context.catalog.stores)
    const rows = context.caller.stores.map(store => {
      const readers = people.filter(one => sees(one.scope, store)).map(one => one.name)
      const rooms = groups.filter(one => sees(one.scope, store)).map(one => one.name)
      const where = [
        platformLabel(store.platform)[locale],
        marketLabel(store.market)[locale],
        store.currency,
        store.timeZone,
      ]
      return html`<tr><th scope="row">${store.name}<p class="help"><code>${store.slug}</code> ${where.join(' · ')}</p></th><td>${readers.join(' · ') || texts.nobody[locale]}</td><td>${rooms.join(' · ') || '–'}</td></tr>`
    })
    return html`<section class="scroll" tabindex="0" aria-label="${scopesSection.title[locale]}"><table><thead><tr><th scope="col">${texts.store[locale]}</th><th scope="col">${texts.people[locale]}</th><th scope="col">${texts.groups[locale]}</th></tr></thead><tbody>${rows}</tbody></table>
<p class="help">${texts.how[locale]} <a href="${view.href('/settings/people')}">${texts.people[locale]}</a> · <a href="${view.href('/settings/channels')}">${texts.groups[locale]}</a></p></section>`
  },
}

const texts = {
  count: { en: '{count} stores', ja: '{count}店舗', 'zh-CN': '{count}家店铺' },
  store: { en: 'Store', ja: '店舗', 'zh-CN': '店铺' },
  people: { en: 'People', ja: 'メンバー', 'zh-CN': '人员' },
  groups: { en: 'Groups', ja: 'グループ', 'zh-CN': '群组' },
  nobody: { en: 'nobody', ja: 'なし', 'zh-CN': '无人' },
  how: { en: 'Changed at:', ja: '変更はこちら：', 'zh-CN': '在此修改：' },
} satisfies Record<string, Localized>
