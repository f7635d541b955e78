import { json, query, ref, refusals } from './parts.ts'

/** Reading figures. */
export const readPaths = {
  '/api/v1/stores': {
    get: {
      operationId: 'listStores',
      summary: 'List the stores',
      responses: {
        '200': json('All stores by short name.', {
          type: 'object',
          required: ['stores'],
          properties: { stores: { type: 'array', items: ref('Store') } },
        }),
        ...refusals,
      },
    },
  },
  '/api/v1/kpis': {
    get: {
      operationId: 'listKpis',
      summary: 'List the KPIs and the measures they are made of',
      responses: {
        '200': json('KPIs as they are defined today, and the measures that can be pushed.', {
          type: 'object',
          required: ['kpis', 'measures'],
          properties: {
            kpis: { type: 'array', items: { type: 'object' } },
            measures: { type: 'array', items: { type: 'object' } },
          },
        }),
        ...refusals,
      },
    },
  },
  '/api/v1/figures': {
    get: {
      operationId: 'readFigures',
      summary: 'Read KPIs of a place and period',
      parameters: [
        query('kpi', 'Ids of KPIs, separated by commas.', true),
        query('place', 'all, market:jp, platform:amazon, the short name of a store, or store:west/sku:FUR-1.'),
        query(
          'period',
          'yesterday, 7d, mtd, 2026-11, 2026-11-01..2026-11-20 and the like. Words count from the day of the stores, where they are on different days from that of TEAM_TIME_ZONE.',
        ),
      ],
      responses: {
        '200': json('The figures, in the order of the KPIs.', {
          type: 'object',
          required: ['place', 'period', 'figures', 'asOf'],
          properties: {
            place: { type: 'string' },
            period: { type: 'object', properties: { from: { type: 'string' }, to: { type: 'string' } } },
            figures: { type: 'array', items: ref('Figure') },
            asOf: {
              type: 'string',
              format: 'date-time',
              description:
                'All that was stored before it is in the figures: now, or some seconds ago where a standby is read.',
            },
          },
        }),
        '400': json('A KPI, place or period is not known.', ref('Error')),
        ...refusals,
      },
    },
  },
} as const
