import type { OpenSession, WebSession } from '#src/features/sign-in/index.ts'
import { frame, note } from '#src/http/page/frame.ts'
import { type Html, html } from '#src/http/page/html.ts'
import { texts as shared } from '#src/http/settings/texts.ts'
import { formatDateTime } from '#src/i18n/format/index.ts'
import { fill, type Locale, type Localized, verbatim } from '#src/i18n/locale.ts'
import { notSignedIn, texts } from './texts.ts'

/** What the pages are drawn with. */
export interface PageView {
  readonly locale: Locale
  /** The page's own address for another language, ending in `lang=`; `null`: it cannot be asked for again. */
  readonly again: string | null
}

/** How to sign in, for whoever is not; `sent`: a mail is on its way if the address is somebody's. */
export function loginPage(
  { locale, again }: PageView,
  {
    mail,
    sent,
    target,
    platforms,
  }: {
    readonly mail: boolean
    readonly sent: boolean
    readonly target: string
    readonly platforms: readonly { readonly id: string; readonly label: Localized }[]
  },
): string {
  const ways = platforms.map(
    ({ id, label }) =>
      html`<p><a class="button wide" href="/login/with/${id}?to=${encodeURIComponent(target)}">${fill(texts.with, { platform: label })[locale]}</a></p>`,
  )
  const form = html`<form method="post" action="/login"><input type="hidden" name="to" value="${target}">
<label for="email">${texts.email[locale]}</label>
<input id="email" name="email" type="email" autocomplete="email" required maxlength="200">
<div class="row"><button class="primary">${texts.mail[locale]}</button></div></form>`
  return frame(
    { locale, again, title: texts.signIn[locale] },
    html`${sent ? note('good', texts.sent[locale]) : null}
${ways.length > 0 ? html`<section><h2>${texts.byAccount[locale]}</h2>${ways}</section>` : null}
<section><h2>${texts.byChat[locale]}</h2><p>${texts.byChatHow[locale]}</p></section>
${mail ? html`<section><h2>${texts.byMail[locale]}</h2>${form}</section>` : null}`,
  )
}

/** What a link shows. Looking at it uses nothing up: chats and mail scanners look at every link by themselves. */
export function openPage(
  { locale, again }: PageView,
  { name, token, other }: { readonly name: string; readonly token: string; readonly other: string | null },
): string {
  const hello = fill(texts.hello, { name: verbatim(name) })[locale]
  const instead = other === null ? null : note('warning', fill(texts.instead, { name: verbatim(other) })[locale])
  return frame(
    { locale, again, title: texts.signIn[locale] },
    html`${instead}<section><p>${hello}</p>
<form method="post" action="/login/open"><input type="hidden" name="page" value="${token}">
<div class="row"><button class="primary">${texts.go[locale]}</button></div></form></section>`,
  )
}

/** A link that opens nothing. */
export function gonePage({ locale, again }: PageView): string {
  return frame(
    { locale, again, title: texts.gone[locale] },
    html`<section><p>${texts.goneWhy[locale]}</p><p><a href="/login">${texts.signIn[locale]}</a></p></section>`,
  )
}

/** Why somebody who came back from a platform is not signed in. */
export type NotSignedIn = 'over' | 'refused' | 'foreign' | 'unknown' | 'busy'

/** Says it, and what to do. */
export function notSignedInPage(locale: Locale, why: NotSignedIn, platform: Localized): string {
  const { title, text } = notSignedIn[why]
  return frame(
    { locale, again: null, title: fill(title, { platform })[locale] },
    html`<section><p>${fill(text, { platform })[locale]}</p><p><a class="button" href="/login">${texts.otherWays[locale]}</a></p></section>`,
  )
}

/** Who is signed in, and where else. */
export function accountPage({ locale, again }: PageView, open: OpenSession, devices: readonly WebSession[]): string {
  const { person, session, formToken } = open
  const zone = person.timeZone ?? 'UTC'
  const rows = devices.map(one => deviceRow(one, { locale, zone, formToken, own: one.id === session.id }))
  const form = (action: string, label: string) =>
    html`<form method="post" action="${action}"><input type="hidden" name="form" value="${formToken}"><div class="row"><button>${label}</button></div></form>`
  return frame(
    { locale, again, title: texts.account[locale] },
    html`<p><a href="/boards">${shared.boards[locale]}</a> · <a href="/settings">${shared.settings[locale]}</a></p>
<section><p>${fill(texts.signedInAs, { name: verbatim(person.name) })[locale]} <span class="help">${person.email}</span></p>
${form('/login/out', texts.signOut[locale])}</section>
<section><h2>${texts.devices[locale]}</h2><table><thead><tr><th scope="col">${texts.device[locale]}</th><th scope="col">${texts.seen[locale]}</th><td></td></tr></thead><tbody>${rows}</tbody></table>
${devices.length > 1 ? form('/account/others', texts.signOutOthers[locale]) : null}
${form('/account/everywhere', texts.signOutAll[locale])}</section>`,
  )
}

interface RowView {
  readonly locale: Locale
  readonly zone: string
  readonly formToken: string
  readonly own: boolean
}

function deviceRow(one: WebSession, { locale, zone, formToken, own }: RowView): Html {
  const seen = formatDateTime(one.seenAt, zone, { year: true })[locale]
  const end = html`<form method="post" action="/account/end"><input type="hidden" name="form" value="${formToken}"><input type="hidden" name="id" value="${one.id}"><button aria-label="${texts.signOut[locale]}: ${one.device}">${texts.signOut[locale]}</button></form>`
  return html`<tr><th scope="row" class="device">${one.device}</th><td>${seen}</td><td>${own ? texts.thisOne[locale] : end}</td></tr>`
}
