import { harmless } from '../../reports/sanitise.js'
import { defaultLoginBudget, usualLogins } from '../run/login-budget.js'
import { wrap } from '../../reports/text/prose.js'

interface Allowed {
  readonly allowClearLogin?: true
  readonly insecure?: true
  readonly loginBudget?: number
}

/** What a person should know before a password is typed: how often it is sent, and how. */
export function beforePassword(name: string, allowed: Allowed): string {
  const { allowClearLogin, insecure, loginBudget = defaultLoginBudget } = allowed
  const user = harmless(name)
  const inTls = insecure ? 'inside TLS that proves nothing' : 'inside verified TLS'
  const how = allowClearLogin ? `${inTls} and IN CLEAR` : `only ${inTls}`
  const sentence =
    `About ${Math.min(usualLogins, loginBudget)} logins as ${user} (${loginBudget} at most), ${how}; ` +
    `a wrong password is tried once. Nothing is written or deleted. Password for ${user}:`
  return `${wrap(sentence, 80).join('\n')} `
}
