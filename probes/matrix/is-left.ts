import type { SeenCell } from '../../src/model/cell.js'

/** The server ended the conversation before this way had its turn: 421, FIN or RST before the data command was answered. */
export function isLeft({ step, failure, reply }: SeenCell): boolean {
  if (reply?.code === 421) return step === 'pbsz' || step === 'prot' || step === 'mode' || step === 'command'
  const isEnd = failure === 'early-end' || failure === 'connection-reset' || failure === 'tls-alert'
  return isEnd && (step === 'pbsz' || step === 'prot' || step === 'mode')
}
