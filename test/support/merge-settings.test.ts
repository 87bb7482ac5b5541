import t from 'tap'
import { mergeSettings } from './merge-settings.js'

t.test('vsftpd: a key is set once', t => {
  t.equal(
    mergeSettings('vsftpd', 'listen=YES\nssl_enable=NO\n', 'ssl_enable=YES\npasv_address=192.0.2.1'),
    'listen=YES\nssl_enable=YES\npasv_address=192.0.2.1\n',
  )
  t.end()
})

t.test('Pure-FTPd: the case of a word is nothing', t => {
  t.equal(mergeSettings('Pure-FTPd', 'NATMode yes\nTLS 3\n', 'NATmode no'), 'NATmode no\nTLS 3\n')
  t.end()
})

t.test('ProFTPD: blocks are replaced whole, and modules are loaded one by one', t => {
  const limit = (policy: string): string => `<Limit LIST>\n  ${policy}\n</Limit>`
  t.equal(
    mergeSettings(
      'ProFTPD',
      `LoadModule mod_a.c\n${limit('DenyAll')}\nPort 21\n`,
      `LoadModule mod_tls.c\n${limit('AllowAll')}`,
    ),
    `LoadModule mod_a.c\n${limit('AllowAll')}\nPort 21\nLoadModule mod_tls.c\n`,
  )
  t.end()
})

t.test(
  'pyftpdlib: what configures the handler comes before the server, what configures the server behind it',
  t => {
    const script =
      "from pyftpdlib.handlers import FTPHandler\nauthorizer.add_user('a')\nhandler = FTPHandler\nserver = FTPServer(('::1', 21), handler)\nserver.serve_forever()\n"
    t.equal(
      mergeSettings(
        'pyftpdlib',
        script,
        "from pyftpdlib.handlers import TLS_FTPHandler\nauthorizer.add_user('b')\nhandler = TLS_FTPHandler\nhandler.certfile = 'c'\nserver.max_cons = 5",
      ),
      "from pyftpdlib.handlers import TLS_FTPHandler\nauthorizer.add_user('b')\nhandler = TLS_FTPHandler\nhandler.certfile = 'c'\nserver = FTPServer(('::1', 21), handler)\nserver.max_cons = 5\nserver.serve_forever()\n",
    )
    t.end()
  },
)
