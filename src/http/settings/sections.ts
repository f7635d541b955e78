import { ownSection } from './pages/own.ts'
import { peopleSection } from './pages/people.ts'
import type { Section } from './view.ts'

/** Every page of settings, in the order of a company that is being set up. */
export const sections: readonly Section[] = [peopleSection, ownSection]
