import { isIP } from 'node:net'
import { witnessPorts } from '../../probes/greeting/look-at-port.js'
import { probes } from '../../probes/index.js'
import { limits as usualLimits } from '../model/limits.js'
import type { Plan } from '../model/plan.js'
import { proxyName } from '../net/proxy.js'
import type { CheckOptions } from './check-options.js'
import { defaultLoginBudget, usualLogins } from './login-budget.js'
import { longestOf } from './longest-of.js'
import { portsOf } from './make-target.js'
import { makeWishes } from './make-wishes.js'
import { checkProxy } from './check-proxy.js'
import { inOrder, selectProbes } from './select-probes.js'

/** What `check` would do with the same host and options; nothing is sent, not even to a name server. */
export function planOf(host: string, options: CheckOptions): Plan {
  checkProxy(host, options)
  const user = options.anonymous === true ? 'anonymous' : options.user
  const wishes = makeWishes(options, user !== undefined && options.login !== false)
  const ports = portsOf(options)
  const looks = selectProbes(inOrder(probes), options.only).flatMap(probe => {
    const planned = probe.plan(wishes)
    return planned === undefined ? [] : [{ id: probe.id, title: probe.title, planned }]
  })
  const sends = (what: RegExp): boolean =>
    looks.some(({ planned }) => planned.commands.some(command => what.test(command)))
  const most = options.loginBudget ?? defaultLoginBudget
  return {
    host,
    resolves: options.address === undefined && isIP(host) === 0 && options.proxy === undefined,
    ...(options.proxy === undefined ? {} : { proxy: proxyName(options.proxy) }),
    ports: {
      ...ports,
      witnesses: options.proxy === undefined ? witnessPorts([ports.explicit, ports.implicit]) : [],
    },
    ...(user !== undefined && sends(/^PASS /)
      ? {
          login: {
            user,
            usual: Math.min(usualLogins, most),
            most,
            inClear: wishes.clearLogin,
            unverified: wishes.insecure,
          },
        }
      : {}),
    listens: sends(/^(PORT|EPRT) /),
    dialsAdvertised: wishes.dialAdvertised,
    looks,
    seconds: longestOf(options.limits ?? usualLimits, wishes) / 1000,
  }
}
