import t from 'tap'
import { serviceOf, type Service } from '../../../src/protocol/service.js'

const greetings: readonly (readonly [firstBytes: string, service: Service])[] = [
  ['220 ready\r\n', 'ftp'],
  ['220-Welcome\r\n220 smtp is not here\r\n', 'ftp'],
  ['421 too many\r\n', 'ftp'],
  ['500 OOPS: vsftpd\r\n', 'ftp'],
  ['120 wait', 'ftp'],
  ['220\r\n', 'ftp'],
  ['\r\n220 a', 'ftp'],
  ['620 a', 'other'],
  ['2200 a', 'other'],
  ['220 mail.example ESMTP Postfix\r\n', 'smtp'],
  ['220-mail.example SMTP\r\n', 'smtp'],
  ['SSH-2.0-OpenSSH_9.2\r\n', 'ssh'],
  ['HTTP/1.1 400 Bad Request\r\n', 'http'],
  ['<html>', 'http'],
  ['<!DOCTYPE html>', 'http'],
  ['+OK POP3 ready\r\n', 'pop3'],
  ['* OK IMAP4rev1\r\n', 'imap'],
  ['\x15\x03\x01\x00\x02\x02\x46', 'tls'],
  ['\x16\x03\x03\x00\x7a', 'tls'],
  ['\x80\x2e\x04\x00\x01', 'tls'],
  ['\xff\xfb\x01\xff\xfb\x03', 'other'],
  ['\x15\x02', 'other'],
  ['RFB 003.008\n', 'other'],
  ['', 'other'],
]

void t.test('a service is told by the first bytes it sends', t => {
  for (const [bytes, service] of greetings)
    t.equal(serviceOf(Buffer.from(bytes, 'latin1')), service, JSON.stringify(bytes))
  t.end()
})
