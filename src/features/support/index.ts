export { askForHelp } from './ask-for-help.ts'
export { askedForHelpCard, figuresSentCard } from './cards/help-wanted-card.ts'
