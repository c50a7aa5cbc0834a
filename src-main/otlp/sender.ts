import type { Sender } from './accept.ts'

const MAX_USER_AGENT = 200

/** SDKs name themselves and their version in the user agent. */
export function senderOf(receiver: Sender['receiver'], userAgent: unknown): Sender {
  return { receiver, userAgent: typeof userAgent === 'string' ? userAgent.slice(0, MAX_USER_AGENT) : '' }
}
