/** The cures of settings of the data connection and of listings, tried as those of other settings are. */
import { tryRemedies } from './remedies.js'
import { dataConnection } from './remedy-rows.js'

tryRemedies(dataConnection)
