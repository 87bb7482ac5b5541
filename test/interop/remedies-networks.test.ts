/** The cures of settings that only a firewall or a router makes a mistake, tried behind one. */
import { tryRemedies } from './remedies.js'
import { networks } from './remedy-rows.js'

tryRemedies(networks)
