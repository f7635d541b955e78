export { foundCard } from './cards/found-card.ts'
export { findPage, pagesIn } from './pages.ts'
export { renderPage } from './render.ts'
export { searchManual } from './search.ts'
