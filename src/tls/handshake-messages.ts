/** Handshake messages that stand in clear: RFC 5246 §7.4, and those of RFC 8446 up to ServerHello. */
const certificateRequest = 13
const headerLength = 4

/**
 * Names the messages of one direction's handshake as long as they are in clear: in TLS 1.2 all up to ChangeCipherSpec, in TLS 1.3 the hello
 * alone. Messages may share a record, and may go over several (RFC 5246 §6.2.1).
 */
export class HandshakeMessages {
  #header = Buffer.alloc(0)
  #left = 0
  #isSealed = false
  #asksForCertificate = false

  /** The server asked for the client's certificate (RFC 5246 §7.4.4), whether it insists or not. */
  get asksForCertificate(): boolean {
    return this.#asksForCertificate
  }

  /** What comes behind ChangeCipherSpec is encrypted. */
  seal(): void {
    this.#isSealed = true
  }

  /** The content of one record of type 22. */
  feed(content: Buffer): void {
    let at = 0
    while (!this.#isSealed && at < content.length) {
      const from = at
      if (this.#left > 0) {
        at = Math.min(content.length, at + this.#left)
        this.#left -= at - from
        continue
      }
      at = Math.min(content.length, at + headerLength - this.#header.length)
      this.#header = Buffer.concat([this.#header, content.subarray(from, at)])
      if (this.#header.length === headerLength) this.#begin()
    }
  }

  #begin(): void {
    if (this.#header.readUInt8(0) === certificateRequest) this.#asksForCertificate = true
    this.#left = this.#header.readUIntBE(1, 3)
    this.#header = Buffer.alloc(0)
  }
}
