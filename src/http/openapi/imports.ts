import { json, query, ref, refusals } from './parts.ts'

const id = { name: 'id', in: 'path', required: true, schema: { type: 'integer', minimum: 1 } } as const

/** What a file of exchange rates comes to. */
const exchangeRates = {
  type: 'object',
  required: ['rates', 'rowsSkipped', 'skipped'],
  properties: {
    rates: { type: 'integer', description: 'Rows that are exchange rates.' },
    rowsSkipped: { type: 'integer' },
    skipped: {
      type: 'array',
      items: { type: 'object' },
      description: 'The first rows that are none, with the reason.',
    },
  },
} as const

/** What a file of reviews or messages of customers comes to. */
const reviewsRead = {
  type: 'object',
  required: ['id', 'kind', 'rowsRead', 'rowsSkipped', 'fresh', 'above', 'doubled', 'known', 'whichStore', 'line'],
  properties: {
    id: { type: 'integer' },
    kind: { type: 'string', enum: ['reviews', 'messages'] },
    rowsRead: { type: 'integer' },
    rowsSkipped: { type: 'integer' },
    fresh: { type: 'integer', description: 'Would be new in the queue of those to label.' },
    above: { type: 'integer', description: 'More than three stars: not read there.' },
    doubled: { type: 'integer', description: 'Twice in the file.' },
    known: { type: 'integer', description: 'In the queue already.' },
    whichStore: { type: 'array', items: { type: 'string' }, description: 'Stores of which `store` has to say one.' },
    line: { type: 'string', description: 'The line that adds them in chat.' },
  },
} as const

/** Files. */
export const importPaths = {
  '/api/v1/imports': {
    post: {
      operationId: 'importFile',
      summary: 'Read a file of orders, daily figures, exchange rates, reviews or messages',
      description:
        'CSV (UTF-8, UTF-16, Shift_JIS, GB18030, Big5, EUC-KR and others; comma, tab, semicolon or bar; at most 200 MB), XLSX (at most 200 MB), .xls, .xlsb or .ods (at most 30 MB), as the body or as a part of a multipart form. A file with the columns date, from, to and rate holds exchange rates: without `apply=1` the answer counts them in `rates`, and `apply=1` stores them. Marketplaces’ files of reviews and tables of customers’ messages (a text, a day, and stars or none) go into the queue of those to label with `apply=1`, without personal data. Of other files, without `apply=1` nothing is stored: the answer is a preview. Of a file with more than 20,000 rows it shows the beginning (`look`), and the rest is read meanwhile.',
      parameters: [
        query('apply', '1 stores what the preview shows.', false, { type: 'string', enum: ['0', '1'] }),
        query('name', 'Name of the file.'),
        query('market', 'Market of stores that are new, such as us or jp.'),
        query('currency', 'Their currency, such as USD.'),
        query('zone', 'Their time zone, such as America/New_York.'),
        query('platform', 'Their platform, such as amazon.'),
        query('store', 'The store of a file that names none.'),
        query('kind', 'What the file holds, where that is not recognised.', false, {
          type: 'string',
          enum: ['orders', 'daily'],
        }),
        query('day', 'The day of a file without a column of days, such as 2026-01-05.'),
        query('map', 'Meaning of a column as column=meaning, such as Umsatz=net_sales; may stand more than once.'),
        query('mapping', 'JSON object: meaning of columns by name, null leaves one out.'),
      ],
      requestBody: {
        required: true,
        content: {
          'multipart/form-data': {
            schema: { type: 'object', properties: { file: { type: 'string', format: 'binary' } } },
          },
          'application/octet-stream': { schema: { type: 'string', format: 'binary' } },
        },
      },
      responses: {
        '200': json('The preview, and what was stored; or of exchange rates how many there are.', {
          oneOf: [
            {
              type: 'object',
              required: ['preview'],
              properties: { preview: ref('ImportPreview'), result: ref('ImportResult') },
            },
            {
              type: 'object',
              required: ['rates', 'stored'],
              properties: { rates: exchangeRates, stored: { type: 'boolean' } },
            },
            {
              type: 'object',
              required: ['reviews', 'text'],
              properties: {
                reviews: reviewsRead,
                text: { type: 'object', additionalProperties: { type: 'string' } },
                queued: { type: 'integer', description: 'How many were added, with apply=1.' },
              },
            },
          ],
        }),
        '400': json(
          'The file makes no sense. Where its columns are not understood, details.columns names them with samples and details.choices what they may mean: send the file again with map.',
          ref('Error'),
        ),
        ...refusals,
      },
    },
    get: {
      operationId: 'listImports',
      summary: 'List what was imported',
      responses: {
        '200': json('The newest first.', {
          type: 'object',
          required: ['imports'],
          properties: { imports: { type: 'array', items: { type: 'object' } } },
        }),
        ...refusals,
      },
    },
  },
  '/api/v1/imports/{id}': {
    get: {
      operationId: 'findImport',
      summary: 'How far the reading of a large file is, and what it comes to',
      parameters: [id],
      responses: {
        '200': json('Where it stands.', {
          type: 'object',
          required: ['id', 'state', 'progress', 'preview'],
          properties: {
            id: { type: 'integer' },
            state: { type: 'string', enum: ['reading', 'preview', 'applied', 'undone', 'discarded'] },
            progress: { type: ['object', 'null'] },
            fault: { type: ['object', 'null'] },
            preview: { type: ['object', 'null'] },
          },
        }),
        '400': json('There is no such import.', ref('Error')),
        ...refusals,
      },
    },
  },
  '/api/v1/imports/{id}/apply': {
    post: {
      operationId: 'applyImport',
      summary: 'Store what a preview shows',
      description:
        'Waits until a large file was read to its end. Where the whole differs from the beginning that was shown, the first call answers 400 with details.differences, the second one stores.',
      parameters: [id],
      responses: {
        '200': json('What was stored.', ref('ImportResult')),
        '400': json('The preview is gone.', ref('Error')),
        ...refusals,
      },
    },
  },
  '/api/v1/imports/{id}/undo': {
    post: {
      operationId: 'undoImport',
      summary: 'Put all figures back as they were before an import',
      parameters: [id],
      responses: {
        '200': json('What was put back.', {
          type: 'object',
          required: ['id', 'restored', 'removedStores'],
          properties: {
            id: { type: 'integer' },
            restored: { type: 'integer' },
            removedStores: { type: 'array', items: { type: 'string' } },
          },
        }),
        '400': json('The figures were changed since.', ref('Error')),
        ...refusals,
      },
    },
  },
} as const
