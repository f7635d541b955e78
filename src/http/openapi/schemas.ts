import { ref } from './parts.ts'

const count = { type: 'integer', minimum: 0 } as const
const text = { type: 'string' } as const
const day = { type: 'string', format: 'date', examples: ['2026-11-20'] } as const

/** The shapes of our own API. */
export const schemas = {
  Error: { type: 'object', required: ['error'], properties: { error: text, reference: text } },
  Observation: {
    type: 'object',
    required: ['store', 'day', 'measures'],
    additionalProperties: false,
    properties: {
      store: { type: 'string', description: 'Short name, name or alias of a store.', examples: ['west'] },
      day: { ...day, description: 'The local day of the store; from 2000 to tomorrow.' },
      sku: { type: 'string', maxLength: 128, description: 'Absent or empty: the store as a whole.' },
      source: {
        type: 'string',
        pattern: '^[a-z0-9][a-z0-9_-]{0,39}$',
        default: 'api',
        description: 'Who sends: figures of different sources are kept apart.',
      },
      currency: { type: 'string', description: 'If given, it must be the currency of the store.' },
      measures: {
        type: 'object',
        minProperties: 1,
        maxProperties: 200,
        description: 'Measure id → figure. Amounts in major units. Numbers count with 15 significant digits.',
        additionalProperties: {
          oneOf: [{ type: 'number' }, { type: 'string', pattern: '^-?\\d{1,18}(\\.\\d{1,18})?$' }],
        },
        examples: [{ net_sales: '123.45', orders: 3 }],
      },
    },
  },
  PushResult: {
    type: 'object',
    required: ['received', 'accepted', 'inserted', 'changed', 'unchanged', 'corrected', 'refused', 'refusedCount'],
    properties: {
      received: { ...count, description: 'Rows in the body.' },
      accepted: { ...count, description: 'Rows that were taken.' },
      inserted: { ...count, description: 'Of those, keys that were new.' },
      changed: count,
      unchanged: count,
      corrected: { ...count, description: 'Changed after their day was over and reported.' },
      refused: { type: 'array', maxItems: 1000, items: ref('Refusal') },
      refusedCount: count,
    },
  },
  Refusal: {
    type: 'object',
    required: ['index', 'row', 'field', 'reason', 'message'],
    properties: {
      index: { ...count, description: 'Position in the body, from 0.' },
      row: { type: 'string', description: 'Beginning of the row.' },
      field: { type: ['string', 'null'], examples: ['measures.net_sales'] },
      reason: { type: 'string', description: 'In English.' },
      message: { type: 'string', description: 'In the language that was asked for.' },
    },
  },
  ImportPreview: {
    type: 'object',
    required: ['id', 'kind', 'columns', 'stores', 'days', 'rowsRead', 'rowsSkipped', 'skipped', 'alreadyApplied'],
    properties: {
      id: { type: 'integer' },
      fileName: text,
      kind: { type: 'string', enum: ['orders', 'daily'] },
      columns: { type: 'array', items: { type: 'object' } },
      choices: { type: 'array', items: { type: 'object' } },
      stores: { type: 'array', items: { type: 'object' } },
      days: { type: 'array', items: { type: 'object' } },
      totals: { type: 'array', items: { type: 'object' } },
      rowsRead: count,
      rowsSkipped: count,
      skipped: { type: 'array', items: { type: 'object' } },
      recognisedAs: { type: ['object', 'null'], description: 'The known export that this is, by language.' },
      remembered: { type: 'boolean', description: 'The meaning of columns was said before, for files like this.' },
      notes: {
        type: 'array',
        items: { type: 'object', additionalProperties: text },
        description: 'What was left out, added up or assumed, by language.',
      },
      alreadyApplied: { type: ['object', 'null'] },
    },
  },
  ImportResult: {
    type: 'object',
    required: ['id', 'alreadyApplied', 'stores', 'inserted', 'changed', 'unchanged', 'removed'],
    properties: {
      id: { type: 'integer' },
      alreadyApplied: { type: 'boolean' },
      stores: { type: 'array', items: text },
      newStores: { type: 'array', items: text },
      inserted: count,
      changed: count,
      unchanged: count,
      corrected: count,
      removed: count,
    },
  },
  Store: {
    type: 'object',
    required: ['id', 'slug', 'name', 'platform', 'market', 'currency', 'timeZone', 'demo'],
    properties: {
      id: { type: 'integer' },
      slug: text,
      name: text,
      platform: text,
      market: text,
      currency: text,
      timeZone: text,
      demo: { type: 'boolean' },
      aliases: { type: 'array', items: text },
    },
  },
  Figure: {
    type: 'object',
    required: ['kpi', 'label', 'unit', 'value', 'currency', 'target', 'comparison', 'quality'],
    properties: {
      kpi: text,
      label: { type: 'object', additionalProperties: text },
      unit: text,
      value: { type: ['number', 'null'], description: 'Amounts in major units, ratios 0–1. null: cannot be judged.' },
      currency: { type: ['string', 'null'] },
      target: { type: ['object', 'null'] },
      attainment: {
        type: ['number', 'null'],
        description: '1 is exactly met; null: cannot be judged, or the day runs.',
      },
      comparison: {
        type: ['object', 'null'],
        description:
          'value: what the earlier period came to. change: from both values, or from those of paired, where it is of the stores and days alone that have figures in both.',
      },
      quality: { type: 'object' },
      rates: { type: 'array', items: { type: 'object' } },
      running: { type: 'boolean', description: 'No day of it is over: the value still grows and is not judged.' },
      closedTo: { ...text, description: 'The last day that counts of a period that goes on.' },
      soFar: { type: ['number', 'null'], description: 'What the days after it came to so far, beyond the value.' },
      leftOut: { type: 'array', items: { type: 'object' }, description: 'Stores that do not count, and why.' },
      notCompared: { type: 'array', items: text, description: 'Stores without figures to be compared with.' },
      unbounded: {
        type: 'object',
        description: 'Something stands over a denominator of zero: what, in each language.',
      },
      lacking: { type: 'array', items: text, description: 'Measures that belong to the value and are not there.' },
    },
  },
} as const
