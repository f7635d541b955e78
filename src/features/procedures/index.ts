export { procedureFor } from './procedure-for.ts'
export { listProcedures, type Procedure, removeProcedure, setProcedure } from './store/procedures.ts'
export { procedureTable } from './tables/procedure-table.ts'
