export { forecastCard, periodOverCard, type ShownForecast, withoutLandingCard } from './cards/forecast-card.ts'
export { lookAhead } from './look-ahead.ts'
export { budgetOf, runOutsOf } from './run-outs.ts'
