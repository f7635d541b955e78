import { mostPhotos, photoPages } from '#src/features/ratings/index.ts'
import { formatDay } from '#src/i18n/format/index.ts'
import { fill, type Locale, type Localized } from '#src/i18n/locale.ts'
import { frame, note } from './page/frame.ts'
import { html } from './page/html.ts'

/** What the pages of photos are drawn with. */
export interface PhotoView {
  readonly locale: Locale
  readonly title: string
  readonly token: string
  readonly again: string
}

/** A picture as a page shows it. */
interface ShownPhoto {
  readonly id: number
  readonly day: string
  readonly width: number
  readonly height: number
}

const texts = {
  why: {
    en: 'Photos stand behind your rating, for those who see the store. Where and with what they were taken is removed. Up to {limit}.',
    ja: '写真は採点の根拠として、店舗を見られる人に表示されます。撮影場所や機種の情報は削除されます（{limit}枚まで）。',
    'zh-CN': '照片作为打分依据，供能查看该店铺的人查看。拍摄地点和设备信息会被删除。最多{limit}张。',
  },
  choose: { en: 'Photos', ja: '写真', 'zh-CN': '照片' },
  save: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
  yours: { en: 'Your photos', ja: '追加した写真', 'zh-CN': '您的照片' },
  photo: { en: 'Photo {n}', ja: '写真{n}', 'zh-CN': '照片{n}' },
  remove: { en: 'Remove', ja: '削除する', 'zh-CN': '删除' },
  none: { en: 'There are no photos.', ja: '写真はありません。', 'zh-CN': '没有照片。' },
  gone: { en: 'This page has run out', ja: 'このページは期限切れです', 'zh-CN': '此页面已过期' },
  goneWhy: {
    en: 'Write “rating” to the bot for what waits, or “rating show” with a KPI and a store for its photos.',
    ja: 'ボットに「採点」と送ると採点待ちが、「採点 結果」に項目と店舗を続けると写真が表示されます。',
    'zh-CN': '向机器人发送“打分”查看待打分项目，或发送“打分 结果”加项目和店铺查看照片。',
  },
} satisfies Record<string, Localized>

/** A rater's own photos, and the form that takes more. */
export function addPage(view: PhotoView, photos: readonly ShownPhoto[], problems: readonly Localized[]): string {
  const { locale, token } = view
  const own = photos.map(
    (photo, at) => html`<p>${picture(view, photoPages.add, photo, at)}</p>
<label class="tick"><input type="checkbox" name="remove" value="${photo.id}"> ${texts.remove[locale]}</label>`,
  )
  return frame(
    view,
    html`${problems.map(problem => note('bad', problem[locale]))}
<form method="post" action="${photoPages.add}?page=${token}&lang=${locale}" enctype="multipart/form-data">
<section><p>${fill(texts.why, { limit: mostPhotos })[locale]}</p>
<label for="photos">${texts.choose[locale]}</label>
<input id="photos" type="file" name="photos" accept="image/jpeg,image/png,image/webp" multiple>
</section>
${own.length > 0 ? html`<section><h2>${texts.yours[locale]}</h2>${own}</section>` : null}
<p><button type="submit">${texts.save[locale]}</button></p>
</form>`,
  )
}

/** All photos behind the ratings of a KPI at a store, the latest first. */
export function lookPage(view: PhotoView, photos: readonly ShownPhoto[]): string {
  const { locale } = view
  const days = [...new Set(photos.map(({ day }) => day))]
  const sections = days.map(day => {
    const shown = photos.filter(photo => photo.day === day)
    const pictures = shown.map((photo, at) => html`<p>${picture(view, photoPages.look, photo, at)}</p>`)
    return html`<section><h2>${formatDay(day, { year: true })[locale]}</h2>${pictures}</section>`
  })
  return frame(view, days.length > 0 ? html`${sections}` : html`<section><p>${texts.none[locale]}</p></section>`)
}

/** Said in place of a page that is not there any more. */
export function gonePage(locale: Locale): string {
  return frame(
    { locale, title: texts.gone[locale], again: null },
    html`<section><p>${texts.goneWhy[locale]}</p></section>`,
  )
}

function picture({ token, locale }: PhotoView, path: string, { id, width, height }: ShownPhoto, at: number) {
  const address = `${path}/${id}.jpg?page=${token}`
  const alt = fill(texts.photo, { n: at + 1 })[locale]
  return html`<img src="${address}" alt="${alt}" width="${width}" height="${height}" loading="lazy">`
}
