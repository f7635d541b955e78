import { json, ref, refusals } from './parts.ts'

/** Writing figures. */
export const pushPaths = {
  '/api/v1/observations': {
    post: {
      operationId: 'pushObservations',
      summary: 'Store figures',
      description:
        'Takes a JSON array or one object per line, of any length, and reads it as it arrives. A later value of the same store, source, SKU, day and measure replaces the earlier one; measures that are not named stay. Rows that cannot be used are named in the answer, the others are stored.',
      parameters: [
        {
          name: 'Idempotency-Key',
          in: 'header',
          required: false,
          description: 'The same key with the same body is answered again without being stored again.',
          schema: { type: 'string', minLength: 1, maxLength: 200 },
        },
        {
          name: 'Accept-Language',
          in: 'header',
          required: false,
          description: 'Language of `message`: en, ja or zh-CN.',
          schema: { type: 'string' },
        },
      ],
      requestBody: {
        required: true,
        content: {
          'application/json': { schema: { type: 'array', items: ref('Observation') } },
          'application/x-ndjson': { schema: ref('Observation') },
        },
      },
      responses: {
        '200': json('What became of the rows.', ref('PushResult')),
        '400': json('The Idempotency-Key is malformed.', ref('Error')),
        '409': json('The Idempotency-Key was used with another body, or its first request still runs.', ref('Error')),
        ...refusals,
      },
    },
  },
} as const
