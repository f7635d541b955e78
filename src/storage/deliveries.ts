export * from './deliveries/claim.ts'
export * from './deliveries/look.ts'
export * from './deliveries/outcome.ts'
export * from './deliveries/plan.ts'
