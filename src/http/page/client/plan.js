// @ts-check
/**
 * Sums of the sheet while somebody types. The service works them out, as it will when the sheet is sent: what is read, added and
 * converted in one place alone always agrees. Without script the same sums come with the button.
 */

/** How long nothing is typed before it is asked (judgement: between two keys of a slow typist). */
const pauseMs = 250

const form = /** @type {HTMLFormElement | null} */ (document.querySelector('form[data-sums]'))
/** @type {ReturnType<typeof setTimeout> | undefined} */
let timer
/** @type {AbortController | undefined} */
let asking

/** What somebody typed over what stood there. */
function typed() {
  const fields = /** @type {HTMLInputElement[]} */ ([
    ...(form?.querySelectorAll('table.plan td input[inputmode]') ?? []),
  ])
  return fields.filter(field => field.value !== field.defaultValue)
}

async function ask() {
  if (!form) return
  asking?.abort()
  asking = new AbortController()
  const body = new URLSearchParams({ form: form.elements.namedItem('form')?.value ?? '', step: 'sums' })
  const fields = [...form.querySelectorAll('td.changed input[inputmode]'), ...typed()]
  for (const field of new Set(fields)) body.set(field.name, field.value)
  form.classList.add('adding')
  const answer = await fetch(form.action, { method: 'POST', body, signal: asking.signal })
  if (!answer.ok) throw new Error(`The sums were answered with ${answer.status}`)
  fill(new DOMParser().parseFromString(await answer.text(), 'text/html'))
  form.classList.remove('adding')
}

/** @param {Document} sums */
function fill(sums) {
  for (const cell of form?.querySelectorAll('[data-sum]') ?? []) {
    const next = sums.querySelector(`[data-sum="${cell.getAttribute('data-sum')}"]`)
    if (next) cell.textContent = next.textContent
  }
  const own = new Set(typed())
  for (const field of form?.querySelectorAll('table.plan td input[inputmode]') ?? []) {
    const next = /** @type {HTMLInputElement | null} */ (sums.querySelector(`[name="${field.name}"]`))
    const cell = field.closest('td')
    if (!next || !cell) continue
    for (const name of ['aria-invalid', 'title']) {
      const said = next.getAttribute(name)
      if (said === null) field.removeAttribute(name)
      else field.setAttribute(name, said)
    }
    if (own.has(field)) cell.className = 'changed'
    else if (field !== document.activeElement) follow(field, next, cell)
  }
}

/**
 * A month that only goes on from an earlier one shows what it would be, and is not sent as if it had been typed.
 * @param {HTMLInputElement} field
 * @param {HTMLInputElement} next
 * @param {HTMLElement} cell
 */
function follow(field, next, cell) {
  field.defaultValue = next.value
  field.value = next.value
  cell.className = next.closest('td')?.className ?? ''
  cell.querySelector('input[type=hidden]')?.remove()
  const mark = next.closest('td')?.querySelector('input[type=hidden]')
  if (mark) cell.append(document.importNode(mark, true))
}

form?.addEventListener('input', () => {
  clearTimeout(timer)
  timer = setTimeout(() => void ask().catch(() => undefined), pauseMs) // what failed comes with the next key, or the button
})
