import { calendarSection } from './calendar/index.ts'
import { auditSection } from './pages/audit.ts'
import { channelsSection } from './pages/channels.ts'
import { connectionsSection } from './pages/connections.ts'
import { deliverySection } from './pages/delivery.ts'
import { filesSection } from './pages/files.ts'
import { ownSection } from './pages/own.ts'
import { peopleSection } from './pages/people.ts'
import { ratesSection } from './pages/rates.ts'
import { rulesSection } from './pages/rules.ts'
import { schedulesSection } from './pages/schedules.ts'
import { scopesSection } from './pages/scopes.ts'
import { sharesSection } from './pages/shares.ts'
import { teamsSection } from './pages/teams.ts'
import { templatesSection } from './pages/templates.ts'
import { planSection } from './plan/index.ts'
import type { Section } from './view.ts'

/** Every page of settings, in the order of a company that is being set up. */
export const sections: readonly Section[] = [
  connectionsSection,
  filesSection,
  peopleSection,
  teamsSection,
  scopesSection,
  channelsSection,
  schedulesSection,
  rulesSection,
  templatesSection,
  calendarSection,
  planSection,
  sharesSection,
  ratesSection,
  deliverySection,
  auditSection,
  ownSection,
]
