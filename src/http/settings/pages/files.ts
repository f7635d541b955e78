import type { Action } from '#src/chat/card.ts'
import { findOpenQuestion, listMappings } from '#src/features/imports/index.ts'
import { html } from '#src/http/page/html.ts'
import type { Section } from '#src/http/settings/view.ts'
import { formatCount } from '#src/i18n/format/index.ts'
import { fill, type Localized, verbatim } from '#src/i18n/locale.ts'
import { shownLine } from './shown.ts'

/** What columns of files mean, which files were read, and which are awaited. */
export const filesSection: Section = {
  id: 'files',
  title: { en: 'Files', ja: 'ファイル', 'zh-CN': '文件' },
  about: {
    en: 'Meaning of columns, imports, awaited downloads',
    ja: '列の意味・取込履歴・定期ファイル',
    'zh-CN': '列含义、导入记录、定期文件',
  },
  line: 'import',
  role: 'manager',
  state: async ({ parts, person }) => {
    const open = await findOpenQuestion(parts.db, person.id)
    const count = (await listMappings(parts.db)).length
    if (open) return { text: fill(texts.open, { file: verbatim(open.fileName) }), tone: 'missing' }
    return { text: fill(texts.count, { count: formatCount(count) }), tone: 'fine' }
  },
  body: async view => {
    const kept = await listMappings(view.parts.db)
    const choices = {
      mapping: kept.map(({ id, fileName }) => ({ value: String(id), label: verbatim(`#${id} ${fileName}`) })),
    }
    const forgetting = kept.length > 0 ? view.form(forget, { choices }) : null
    return html`${await shownLine(view, 'import list')}<section>${view.form(map, { plain: ['columns'] })}${forgetting}</section>
${await shownLine(view, 'import expect')}${await shownLine(view, 'sources imports')}<section>${view.form(takeBack)}</section>`
  },
}

const mapLabel = { en: 'Say what columns mean', ja: '列の意味を指定', 'zh-CN': '指定列的含义' }
const map: Action = {
  label: mapLabel,
  line: 'import map {columns}',
  form: {
    title: mapLabel,
    submit: { en: 'Save', ja: '保存', 'zh-CN': '保存' },
    fields: [
      {
        name: 'columns',
        label: { en: 'Column = meaning; …', ja: '列＝意味；…', 'zh-CN': '列=含义；…' },
        kind: 'text',
        placeholder: {
          en: 'Umsatz=net_sales; Tag=day',
          ja: '売価計=売上; 取引日=日付',
          'zh-CN': '成交=销售额; 交易日=日期',
        },
      },
    ],
  },
}

const forgetLabel = { en: 'Forget a mapping', ja: '列の指定を削除', 'zh-CN': '删除列含义' }
const forget: Action = {
  label: forgetLabel,
  line: 'import forget {mapping}',
  style: 'danger',
  confirm: {
    en: 'The next file with these columns is asked about again. This cannot be taken back by undo.',
    ja: '同じ列のファイルは次回から改めて確認します。この操作は取り消せません。',
    'zh-CN': '下次遇到同样的列会重新询问。此操作无法撤销。',
  },
  form: {
    title: forgetLabel,
    submit: forgetLabel,
    fields: [{ name: 'mapping', label: { en: 'File', ja: 'ファイル', 'zh-CN': '文件' }, kind: 'select' }],
  },
}

const backLabel = { en: 'Take an import back', ja: '取込を取り消す', 'zh-CN': '撤销导入' }
const takeBack: Action = {
  label: backLabel,
  line: 'sources undo {import}',
  style: 'danger',
  confirm: {
    en: 'The figures that this file brought go; those that stood before come back.',
    ja: 'このファイルの数値を削除し、以前の数値に戻します。',
    'zh-CN': '删除该文件带来的数据，恢复之前的数据。',
  },
  form: {
    title: backLabel,
    submit: backLabel,
    fields: [
      { name: 'import', label: { en: 'Number of the import', ja: '取込の番号', 'zh-CN': '导入编号' }, kind: 'number' },
    ],
  },
}

const texts = {
  open: { en: 'Columns of {file} are not understood', ja: '{file}の列が分かりません', 'zh-CN': '{file}的列含义待确认' },
  count: { en: '{count} mappings kept', ja: '列の指定：{count}件', 'zh-CN': '已保存{count}个列含义' },
} satisfies Record<string, Localized>
