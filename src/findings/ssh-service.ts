import type { Finding } from '../model/finding.js'
import { clientRemedy } from './support/remedies.js'
import { heard, judgePorts } from './support/services.js'

export const finding: Finding = {
  id: 'ssh-service',
  title: 'This is an SSH server: SFTP, not FTPS',
  why: 'SFTP is file transfer inside SSH. It sounds like FTPS and is another protocol, on another port (22), with other clients.',
  proof: 'The first line is SSH-...',
  phase: 'greeting',
  severity: 'error',
  owner: ['client'],
  references: ['RFC 4253 §4.2'],
  symptoms: [
    { client: 'curl', text: 'curl: (28) Operation timed out with 0 bytes received' },
    { client: 'curl', text: 'curl: (35) error:0A00010B:SSL routines::wrong version number' },
    { client: 'basic-ftp', text: 'Timeout (control socket)' },
    { client: 'lftp', text: 'max-retries exceeded' },
    {
      client: 'commons-net',
      text: 'MalformedServerReplyException: Could not parse response code. Server Reply: SSH-2.0-OpenSSH',
    },
  ],
  covers: ['ssh-on-this-port', 'sftp-vs-ftps'],
  explains: ['tls-not-offered', 'other-service'],
  remedies: [
    clientRemedy(
      'any',
      'Use an SFTP client for this port, or ask for the port of the FTPS server (21 or 990).',
    ),
    clientRemedy('curl', 'Speak SFTP', { config: 'curl sftp://HOST:PORT/' }),
    clientRemedy('lftp', 'Speak SFTP', { config: 'open sftp://HOST:PORT' }),
  ],
  judge: seen =>
    judgePorts(seen, {
      matches: look => look.service === 'ssh',
      certainty: 'certain',
      summary: (where, look) =>
        `${where} is an SSH server (it says "${heard(look) ?? 'SSH-'}"): that is SFTP, another protocol than FTPS.`,
    }),
}
