export { forecastCard, periodOverCard, type ShownForecast, withoutLandingCard } from './cards/forecast-card.ts'
export { lookAhead, type Outlook } from './look-ahead.ts'
export { budgetOf, type RunOut, runOutsOf } from './run-outs.ts'
export { forecastTable, runOutTable } from './tables/forecast-table.ts'
