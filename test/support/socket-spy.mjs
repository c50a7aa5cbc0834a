// Loaded before a program, in each of its threads: notes every connection it opens and every name it looks up.
import dgram from 'node:dgram'
import dns from 'node:dns'
import { appendFileSync } from 'node:fs'
import { syncBuiltinESMExports } from 'node:module'
import net from 'node:net'

const note = what => appendFileSync(process.env.SOCKET_SPY_FILE, `${JSON.stringify(what)}\n`)

const { connect } = net.Socket.prototype
net.Socket.prototype.connect = function (...given) {
  const [options = {}] = Array.isArray(given[0]) ? given[0] : given
  note({ kind: 'connect', host: options.host ?? 'localhost', port: options.port ?? options.path })
  return connect.apply(this, given)
}
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) {
  const original = dns[name]
  dns[name] = (host, ...rest) => {
    // Listening on an address looks it up, too, which asks nobody.
    if (net.isIP(host) === 0) note({ kind: 'lookup', host })
    return original(host, ...rest)
  }
  const promised = dns.promises[name]
  dns.promises[name] = (host, ...rest) => {
    if (net.isIP(host) === 0) note({ kind: 'lookup', host })
    return promised(host, ...rest)
  }
}
const { send } = dgram.Socket.prototype
dgram.Socket.prototype.send = function (...given) {
  note({ kind: 'datagram' })
  return send.apply(this, given)
}
syncBuiltinESMExports()
