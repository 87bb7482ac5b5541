/**
 * What a report prints as the cure of a mistake cures it: a real server gets the mistake, the printed lines go into its
 * configuration as they are, and the finding is gone and no other has come.
 */
import { tryRemedies } from './remedies.js'
import { handshakes, login, protection, reach } from './remedy-rows.js'

tryRemedies([...reach, ...handshakes, ...login, ...protection])
