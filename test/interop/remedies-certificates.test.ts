/** The cures of certificates, tried as those of other settings are. */
import { tryRemedies } from './remedies.js'
import { certificates } from './remedy-rows.js'

tryRemedies(certificates)
