export { answerRound, type NotTaken, rateFigure } from './answer.ts'
export { givenIn, planIn, quotedIn, ratedIn, storeIn } from './asked.ts'
export { ratedCard } from './cards/ask-card.ts'
export { definedCard, endedCard, planCard, typedCard } from './cards/plan-card.ts'
export { ratingsCard, roundsCard } from './cards/round-card.ts'
export { createEvidencePhotos } from './evidence.ts'
export { defineRating, withdrawRating } from './own.ts'
export { changePhoto } from './photo-answers.ts'
export {
  addPhotosUrl,
  evidenceAt,
  keepPhoto,
  largestPhoto,
  mostPhotos,
  type PhotoPage,
  photoPages,
  readPhotoPage,
  typedPhotosUrl,
} from './photos.ts'
export { namesOf, plansSeen } from './plans-seen.ts'
export { showRounds, subjectOf } from './round.ts'
export { askRaters, closeRounds, openRounds } from './rounds.ts'
export { findPhoto, photosAt, photosOf, removePhoto } from './store/photos.ts'
export { endPlan, findPlan, setPlan } from './store/plans.ts'
export { listRounds } from './store/rounds.ts'
export { planTables, roundTables } from './tables/rating-tables.ts'
export { askedElsewhere, type Where, waitingRound } from './waiting-round.ts'
